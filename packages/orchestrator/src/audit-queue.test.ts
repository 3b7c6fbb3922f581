import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { AuditEntry } from '@understudy/findings';
import { AuditQueue } from './audit-queue.ts';

function open() {
  const stored: AuditEntry[] = [];
  const store = { away: false };
  const control = {
    append: async (entry: AuditEntry) => {
      if (store.away) throw new Error('The store is away.');
      stored.push(entry);
    },
  };
  const queue = new AuditQueue({ by: 'orch-1', instance: 'x', control, clock: new ManualClock() });
  return { stored, store, queue };
}

it('writes in order, with ids that sort so', async () => {
  const { stored, queue } = open();
  queue.add('leader', 'one', { a: 1 });
  queue.add('move', 'two');
  await Promise.all([queue.flush(), queue.flush()]);
  expect(stored).toMatchObject([
    { id: 'x-00000001', by: 'orch-1', kind: 'leader', what: 'one', data: { a: 1 } },
    { id: 'x-00000002', kind: 'move', what: 'two' },
  ]);
  expect(queue.waiting).toBe(0);
});

it('keeps what the store does not take, and drops the oldest of very many, which it says', async () => {
  const { stored, store, queue } = open();
  store.away = true;
  for (let n = 0; n < 1_002; n += 1) queue.add('decision', String(n));
  await queue.flush();
  expect(stored).toEqual([]);
  expect(queue.waiting).toBe(1_000);
  store.away = false;
  queue.add('move', 'back');
  await queue.flush();
  expect(stored).toHaveLength(1_000);
  expect(stored[0]?.what).toBe('3');
  expect(stored.at(-1)?.what).toBe('back (1 earlier entries were dropped)');
});

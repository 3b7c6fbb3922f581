import { describe, expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store';
import type { AuditEntry } from '@understudy/findings';
import { readMoves } from './read-moves.ts';
import { sampleMove } from './test-support/sample-move.ts';

const entry = (atMs: number, report: object, by = 'orch-1'): AuditEntry => ({
  atMs,
  id: `e-${String(atMs)}`,
  by,
  kind: 'move',
  what: 'The failover took 3.4 s.',
  data: { report: { ...report } },
});
const { signal } = new AbortController();

async function storeOf(...entries: readonly AuditEntry[]): Promise<MemoryControlStore> {
  const store = new MemoryControlStore();
  for (const each of entries) await store.append(each);
  return store;
}

describe('the moves that the audit has', () => {
  it('are read newest first, at most so many', async () => {
    const ids = ['m-1', 'm-2', 'm-3'];
    const store = await storeOf(...ids.map((moveId, at) => entry(1_000 + at, sampleMove({ moveId }))));
    const { moves, more } = await readMoves(store, 2, signal);
    expect([moves.map(({ report }) => report.moveId), more]).toEqual([['m-3', 'm-2'], true]);
  });

  it('are one each, by the mover that ended it, also where another wrote last', async () => {
    const store = await storeOf(
      entry(1_000, sampleMove(), 'orch-1'),
      entry(2_000, sampleMove({ byAnother: true }), 'orch-2'),
    );
    const { moves, more } = await readMoves(store, 5, signal);
    expect([moves.map(({ by }) => by), more]).toEqual([['orch-1'], false]);
  });

  it('are those whose form is known: what a later version wrote is passed over', async () => {
    const store = await storeOf(
      entry(1_000, { outcome: 'split', moveId: 'm-9' }),
      { ...entry(2_000, sampleMove()), kind: 'decision' },
      entry(3_000, sampleMove({ moveId: 'm-2' })),
    );
    expect((await readMoves(store, 5, signal)).moves.map(({ report }) => report.moveId)).toEqual(['m-2']);
  });
});

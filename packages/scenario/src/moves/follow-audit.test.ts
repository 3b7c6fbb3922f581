import { expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { ManualClock } from '@understudy/core/testing';
import { followAudit } from './follow-audit.ts';

it('says each entry once, and goes on when the control store was away', async () => {
  const clock = new ManualClock();
  const store = new MemoryControlStore({ clock });
  const [said, ending] = [[] as string[], new AbortController()];
  let away = false;
  const control: Pick<MemoryControlStore, 'readAudit'> = {
    readAudit: (options, signal) => {
      if (away) throw new Error('away');
      return store.readAudit(options, signal);
    },
  };
  const following = followAudit({ control, clock, say: (text) => said.push(text), signal: ending.signal });
  const add = (id: string) =>
    store.append({ atMs: clock.wallMs(), id, by: 'orch-1', kind: 'move', what: `It did ${id}.` });
  await add('a');
  await clock.advance(1_000);
  away = true;
  await add('b');
  await clock.advance(1_000);
  expect(said).toEqual(['  orch-1: It did a.']);
  away = false;
  await clock.advance(1_000);
  expect(said).toEqual(['  orch-1: It did a.', '  orch-1: It did b.']);
  const calm = { decision: { findings: [], blocks: [], acts: false } };
  const decided = { decision: { ...calm.decision, wanted: { from: 'a', to: 'b' } } };
  const entry = { atMs: clock.wallMs(), by: 'orch-1', kind: 'decision' } as const;
  await store.append({ ...entry, id: 'c', what: 'Nothing is wrong.', data: calm });
  await store.append({ ...entry, id: 'd', what: 'A failover is wanted.', data: decided });
  await clock.advance(1_000);
  expect(said.slice(2)).toEqual(['  orch-1: A failover is wanted.']);
  ending.abort();
  await following;
});

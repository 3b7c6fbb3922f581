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
  ending.abort();
  await following;
});

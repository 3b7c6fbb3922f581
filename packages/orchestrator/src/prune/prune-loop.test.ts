import { describe, expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store';
import { ManualClock } from '@understudy/core/testing';
import type { Intent } from '@understudy/findings';
import { KEPT_MS, MOST_REMOVALS } from './plan-pruning.ts';
import { PruneLoop } from './prune-loop.ts';

const NOW_MS = 1_800_000_000_000;
const EVERY_MS = 600_000;
const old = (at: number, change: Partial<Intent> = {}): Intent => ({
  id: `abort-${String(at)}`,
  action: { kind: 'abort' },
  by: 'ada',
  reason: 'a test',
  atMs: NOW_MS - 2 * KEPT_MS + at,
  untilMs: NOW_MS - 2 * KEPT_MS + at,
  state: 'done',
  revision: 3,
  ...change,
});

async function open(intents: readonly Intent[], mayWork = () => true) {
  const clock = new ManualClock({ wallMs: NOW_MS });
  const control = new MemoryControlStore({ clock });
  for (const intent of intents) await control.createIntent(intent);
  const loop = new PruneLoop({ control, clock, mayWork });
  loop.start();
  return { clock, control, loop };
}

describe('pruning', () => {
  it('removes a bounded number in each pass, until nothing is left that may go', async () => {
    const many = Array.from({ length: MOST_REMOVALS + 5 }, (_, at) => old(at));
    const { clock, control, loop } = await open([...many, old(99, { id: 'open', state: 'open' })]);
    await clock.advance(EVERY_MS + 1);
    expect(await control.readIntents()).toHaveLength(6);
    await clock.advance(EVERY_MS);
    expect((await control.readIntents()).map(({ id }) => id)).toEqual(['open']);
    await loop.stop();
  });

  it('removes nothing that another process has changed since, and nothing where it does not lead', async () => {
    let leads = false;
    const { clock, control, loop } = await open([old(1)], () => leads);
    await clock.advance(EVERY_MS + 1);
    expect(await control.readIntents()).toHaveLength(1);
    leads = true;
    const { readIntents } = control;
    Object.assign(control, {
      readIntents: async () => (await readIntents.call(control)).map((each) => ({ ...each, revision: 2 })),
    });
    await clock.advance(EVERY_MS);
    expect(await readIntents.call(control)).toHaveLength(1);
    await loop.stop();
  });

  it('goes on where the store does not answer', async () => {
    const { clock, control, loop } = await open([old(1)]);
    const { readIntents } = control;
    Object.assign(control, {
      readIntents: async () => {
        throw new Error('no answer');
      },
    });
    await clock.advance(EVERY_MS + 1);
    Object.assign(control, { readIntents });
    await clock.advance(EVERY_MS);
    expect(await control.readIntents()).toEqual([]);
    await loop.stop();
  });

  it('asks the store for nothing once it is stopped', async () => {
    const { control, loop } = await open([old(1)]);
    const asked: string[] = [];
    for (const name of ['read', 'readIntents', 'removeIntent'] as const)
      Object.assign(control, { [name]: async () => asked.push(name) });
    await loop.stop();
    expect(asked).toEqual([]);
  });

  it('removes the acknowledgement of an earlier move', async () => {
    const { clock, control, loop } = await open([]);
    const seen = { by: 'ada', comment: 'seen', atMs: NOW_MS - 2 * KEPT_MS };
    await control.acknowledge({ ...seen, moveId: 'm-1' });
    await control.acknowledge({ ...seen, moveId: 'm-2' });
    await control.writeLastMove({
      moveId: 'm-2',
      kind: 'failover',
      from: 'us-east-1',
      to: 'eu-central-1',
      epoch: 2,
      automatic: true,
      endedMs: NOW_MS,
    });
    await clock.advance(EVERY_MS + 1);
    const { directives } = await control.read();
    expect(directives.acknowledgements.map(({ moveId }) => moveId)).toEqual(['m-2']);
    await loop.stop();
  });
});

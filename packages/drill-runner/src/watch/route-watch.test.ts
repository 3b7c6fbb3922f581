import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { Route, SteadyRoute } from '@understudy/route';
import { RouteWatch } from './route-watch.ts';

it('keeps each claim once, each change of the writer, and which moves were aborted', async () => {
  const clock = new ManualClock();
  const steady: SteadyRoute = {
    phase: 'steady',
    regions: ['us-east-1', 'eu-central-1'],
    writer: 'us-east-1',
    epoch: 1,
    merging: [],
    epochs: [],
  };
  const moving = (moveId: string): Route => ({
    regions: steady.regions,
    epoch: 1,
    merging: [],
    epochs: [],
    phase: 'moving',
    from: 'us-east-1',
    to: 'eu-central-1',
    kind: 'failover',
    step: 'claimed',
    moveId,
    claimedMs: 0,
    reason: 'a test',
  });
  const promoted: Route = { ...steady, phase: 'steady', writer: 'eu-central-1', epoch: 2 };
  const reads: (Route | Error)[] = [
    steady,
    moving('one'),
    { ...moving('one'), step: 'fenced' } as Route,
    steady,
    new Error('away'),
    moving('two'),
    promoted,
    promoted,
  ];
  const notes: string[] = [];
  const stop = new AbortController();
  const watch = new RouteWatch({
    routeStore: {
      read: async () => {
        const next = reads.shift() ?? promoted;
        if (next instanceof Error) throw next;
        return { revision: 1, route: next };
      },
    },
    clock,
    elapsedMs: () => clock.monotonicMs(),
    note: (what) => notes.push(what),
    signal: stop.signal,
  });
  const running = watch.run();
  await clock.advance(500);
  stop.abort();
  await running;
  expect([...watch.claims]).toEqual([
    ['one', 50],
    ['two', 250],
  ]);
  expect([...watch.steps]).toEqual(['claimed', 'fenced']);
  expect(watch.promotions).toEqual([{ from: 'us-east-1', to: 'eu-central-1', atMs: 300 }]);
  expect(notes).toEqual([
    'A failover from us-east-1 to eu-central-1 is claimed.',
    'The move is aborted; us-east-1 stays the writer.',
    'A failover from us-east-1 to eu-central-1 is claimed.',
    'eu-central-1 is promoted (epoch 2).',
  ]);
});

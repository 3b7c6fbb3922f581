import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { ServiceView } from '@understudy/findings';
import type { Route } from '@understudy/route';
import { EAST, sampleView, WEST } from '../testing/sample-view.ts';
import { verifyMove } from './verify-move.ts';

const LIMIT_MS = 30_000;

function viewOf(change: object): ServiceView {
  const view = sampleView();
  if (view.route.kind === 'unseen') throw new Error('The sample shows a route.');
  const route: Route = { ...view.route.snapshot.route, ...change };
  return { ...view, route: { kind: 'seen', snapshot: { revision: 5, route } } };
}

/** What comes of a move to the east while the service looks as `view` says, and after how long in ms. */
async function verified(view: () => ServiceView) {
  const clock = new ManualClock();
  const look = async () => view();
  const { signal } = new AbortController();
  const options = { look, clock, everyMs: 250, limitMs: LIMIT_MS };
  let endedMs = NaN;
  const verifying = verifyMove(EAST, options, signal).finally(() => (endedMs = clock.monotonicMs()));
  await clock.advance(LIMIT_MS + 1_000);
  return { ...(await verifying), endedMs };
}

it('waits until observers see the new writer, as long as nothing else moves it', async () => {
  let looks = 0;
  const view = () => ((looks += 1) < 5 ? { ...sampleView(), reports: [] } : sampleView());
  expect(await verified(view)).toEqual({ verified: true, afterMs: 1_000, endedMs: 1_000 });
  const unseen = await verified(() => ({ ...sampleView(), reports: [] }));
  expect(unseen).toMatchObject({ verified: false, endedMs: LIMIT_MS });
});

it.each([
  ['a later move is under way', { phase: 'moving', from: EAST, to: WEST, kind: 'failover' }],
  ['a later move has moved the writer', { writer: WEST }],
])('ends at once where %s, which may wait for this orchestrator', async (_why, change) => {
  expect(await verified(() => viewOf(change))).toMatchObject({ verified: false, endedMs: 0 });
});

import { expect, it } from '@jest/globals';
import type { MovingRoute } from '@understudy/route';
import { MoveJudge } from './move-judge.ts';
import type { Outage } from './outage.ts';
import { OutagesAt } from './outages-at.ts';
import { EAST, sampleView, WEST } from './sample-view.ts';

const { route: seen } = sampleView();
const steady = seen.kind === 'seen' ? seen.snapshot.route : undefined;
const moving = {
  ...steady,
  phase: 'moving',
  moveId: 'move-1',
  kind: 'failover',
  from: EAST,
  to: WEST,
} as unknown as MovingRoute;
const OBSERVERS = ['orch-1', 'orch-2'];

/** A move that begins at 0 and never ends, for a minute. */
function judged(outages: readonly Outage[]): readonly string[] {
  const judge = new MoveJudge(OBSERVERS);
  for (let nowMs = 0; nowMs < 60_000; nowMs += 250) {
    judge.pass(nowMs, new OutagesAt(outages, nowMs), moving);
    if (judge.broken.length > 0) break;
  }
  return judge.broken;
}

it('demands the end of a move that could be driven for 30 s', () => {
  expect(judged([])).toEqual(['The failover move-1 has not ended within 30 s.']);
  expect(judged([{ what: 'killed', observer: 'orch-1', atMs: 0, forMs: 60_000 }])).toHaveLength(1);
});

it.each<[string, readonly Outage[]]>([
  ['the control store is away', [{ what: 'witness', atMs: 20_000, forMs: 15_000 }]],
  ['the region that it goes to is down', [{ what: 'region', region: WEST, atMs: 20_000, forMs: 15_000 }]],
  [
    'no orchestrator reaches the store',
    [
      { what: 'store', observer: 'orch-1', atMs: 20_000, forMs: 20_000 },
      { what: 'deaf', observer: 'orch-2', atMs: 20_000, forMs: 20_000 },
    ],
  ],
])('counts from the moment at which it could be driven again where %s', (_why, outages) => {
  expect(judged(outages)).toEqual([]);
});

it('demands that nothing is left when all has been well for long', () => {
  const judge = new MoveJudge(OBSERVERS);
  judge.rest(moving, []);
  judge.rest(steady, []);
  expect(judge.broken).toEqual(['The failover move-1 never ended.']);
});

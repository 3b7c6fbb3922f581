import type { Route, SteadyRoute } from '../types.ts';
import { firstRoute } from '../first-route.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;

/** A steady route of that epoch, between us-east-1 and eu-central-1. */
export function steady(
  writer: string = REGIONS[0],
  epoch = 1,
  more: Partial<Pick<SteadyRoute, 'merging'>> = {},
): SteadyRoute {
  return { ...firstRoute({ regions: REGIONS, writer, atMs: 0 }), epoch, ...more };
}

/** A steady route into which the other region's writes may still come. */
export function merging(writer: string = REGIONS[0], epoch = 2): SteadyRoute {
  const region = writer === REGIONS[0] ? REGIONS[1] : REGIONS[0];
  return steady(writer, epoch, {
    merging: [{ region, tail: 'unsettled', untilMs: Number.MAX_SAFE_INTEGER }],
  });
}

/** A route on its way from the first region to the second. */
export function moving(epoch = 1, kind: 'switchover' | 'failover' = 'switchover'): Route {
  const { phase: _steady, writer, ...facts } = steady(REGIONS[0], epoch);
  return {
    ...facts,
    phase: 'moving',
    from: writer,
    to: REGIONS[1],
    kind,
    step: 'claimed',
    moveId: 'move-1',
    claimedMs: 0,
    reason: 'a test',
  };
}

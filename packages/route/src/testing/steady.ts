import { firstRoute } from '../first-route.ts';
import type { SteadyRoute } from '../types.ts';
import { REGIONS } from './regions.ts';

/** A steady route of that epoch, between us-east-1 and eu-central-1. */
export function steady(
  writer: string = REGIONS[0],
  epoch = 1,
  more: Partial<Pick<SteadyRoute, 'merging'>> = {},
): SteadyRoute {
  return { ...firstRoute({ regions: REGIONS, writer, atMs: 0 }), epoch, ...more };
}

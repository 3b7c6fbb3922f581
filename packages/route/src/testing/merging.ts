import type { SteadyRoute } from '../types.ts';
import { REGIONS } from './regions.ts';
import { steady } from './steady.ts';

/** A steady route into which the other region's writes may still come. */
export function merging(writer: string = REGIONS[0], epoch = 2): SteadyRoute {
  const region = writer === REGIONS[0] ? REGIONS[1] : REGIONS[0];
  return steady(writer, epoch, {
    merging: [{ region, tail: 'unsettled', untilMs: Number.MAX_SAFE_INTEGER }],
  });
}

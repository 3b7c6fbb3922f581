import type { SteadyRoute } from './types.ts';

export interface FirstRoute {
  readonly regions: readonly [string, string];
  readonly writer: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/** The route of a new service: epoch 1 (0 is what was there before Understudy), steady, nothing merging. */
export function firstRoute({ regions, writer, atMs }: FirstRoute): SteadyRoute {
  return {
    phase: 'steady',
    regions,
    epoch: 1,
    writer,
    merging: [],
    epochs: [{ epoch: 1, writer, fromMs: Math.ceil(atMs), untilMs: null, mergingWasEmpty: true }],
  };
}

import type { Route } from '../types.ts';
import { REGIONS } from './regions.ts';
import { steady } from './steady.ts';

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

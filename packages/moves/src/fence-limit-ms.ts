import { promotionWaitMs, type Limits } from '@understudy/core';
import type { MovingRoute } from '@understudy/route';
import type { MoveProgress } from './move-progress.ts';

export interface FenceLimits {
  readonly limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'drift'>;
  readonly fenceLimitMs: number;
}

/**
 * How long one attempt at the fence of `region` may take, in ms. A failover's attempt at the region that is given up runs beside
 * the wait, which counts from the claim where that fence is not written: it takes at most half of what is left of it, so that
 * the move can be recorded in the other half.
 */
export function fenceLimitMs(
  route: Pick<MovingRoute, 'kind' | 'from'>,
  region: string,
  progress: Pick<MoveProgress, 'waitFromMs'>,
  settings: FenceLimits,
  nowMs: number,
): number {
  if (route.kind === 'switchover' || region !== route.from) return settings.fenceLimitMs;
  const leftMs = progress.waitFromMs + promotionWaitMs(settings.limits) - nowMs;
  return Math.min(settings.fenceLimitMs, Math.max(1, Math.floor(leftMs / 2)));
}

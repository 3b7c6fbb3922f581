import type { Rung } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';

/** How long a rung may take in ms, its verification included. */
export function limitOf(
  rung: Rung,
  { restartLimitMs, rebootLimitMs, replaceLimitMs }: ServerSettings,
): number {
  if (rung === 'rejoin' || rung === 'restart') return restartLimitMs;
  return rung === 'reboot' ? rebootLimitMs : replaceLimitMs;
}

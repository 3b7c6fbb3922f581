import type { Clock, Randomness, Telemetry } from '@understudy/core';
import type { SettledOptions } from './options.ts';
import type { HealthProbe, LinodeApi, PoolHooks } from './types.ts';

/** What every step is given. */
export interface Context {
  readonly service: string;
  readonly api: LinodeApi;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
  readonly probe: HealthProbe;
  readonly hooks: PoolHooks;
  readonly options: SettledOptions;
}

/** The pause until the next look, so that many instances are not all looked at in the same moment. */
export function pauseMs({ options, randomness }: Context): number {
  return options.pollMs * (0.85 + 0.3 * randomness.fraction());
}

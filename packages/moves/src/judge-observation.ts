import type { Limits } from '@understudy/core';
import type { LinkLag } from '@understudy/links';
import type { SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { Wanted } from './judge-route.ts';

/** What a mover observed before it claims. */
export interface Observation {
  /** Whether each region takes writes. */
  readonly takesWrites: ReadonlyMap<string, boolean>;
  /** The links from the writer to the region to promote. */
  readonly lags: readonly LinkLag[];
}

/**
 * Refuses the move for the state of the regions and links. An override applies to the lag of a failover alone.
 * @throws MovesError `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_LAG_UNKNOWN`, `UND_MOVES_LAG_TOO_HIGH`
 */
export function judgeObservation(
  { writer }: SteadyRoute,
  { kind, to, override }: Wanted,
  { takesWrites, lags }: Observation,
  { maxLagMs }: Pick<Limits, 'maxLagMs'>,
): void {
  for (const region of kind === 'switchover' ? [to, writer] : [to]) {
    if (takesWrites.get(region) !== true) {
      throw refusal('UND_MOVES_REGION_UNHEALTHY', `${region} does not take writes.`, { region });
    }
  }
  if (kind === 'failover' && override !== undefined) return;
  for (const { link, lagMs } of lags) {
    const name = `${link.table} from ${link.source} to ${link.target}`;
    if (lagMs === undefined)
      throw refusal('UND_MOVES_LAG_UNKNOWN', `The lag of ${name} is not known.`, { link });
    if (lagMs > maxLagMs) {
      throw refusal(
        'UND_MOVES_LAG_TOO_HIGH',
        `${name} is ${String(Math.round(lagMs))} ms behind, over maxLagMs ${String(maxLagMs)}.`,
        { link, lagMs, maxLagMs },
      );
    }
  }
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

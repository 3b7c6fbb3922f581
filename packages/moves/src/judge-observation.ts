import type { Limits } from '@understudy/core';
import type { LinkLag } from '@understudy/links';
import type { SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { WantedMove } from './wanted-move.ts';

/** What a mover observed before it claims. */
export interface Observation {
  /** Whether each region takes writes. */
  readonly takesWrites: ReadonlyMap<string, boolean>;
  /** The links from the writer to the region that is to be promoted. */
  readonly lags: readonly LinkLag[];
}

/**
 * What regions and links have against the move. An override counts for the lag of a failover alone.
 * @throws MovesError `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_LAG_UNKNOWN`, `UND_MOVES_LAG_TOO_HIGH`
 */
export function judgeObservation(
  { writer }: SteadyRoute,
  { kind, to, override }: WantedMove,
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
        `${name} is ${Math.round(lagMs)} ms behind, over maxLagMs ${maxLagMs}.`,
        { link, lagMs, maxLagMs },
      );
    }
  }
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

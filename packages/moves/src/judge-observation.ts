import type { Limits } from '@understudy/core';
import type { LinkLag } from '@understudy/links';
import type { SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { WantedMove } from './wanted-move.ts';

/** What a mover observed before it claims. */
export interface Observation {
  /** Whether each region takes writes. */
  readonly takesWrites: ReadonlyMap<string, boolean>;
  /** The links from the writer to the region to promote. */
  readonly lags: readonly LinkLag[];
}

/** Everything that regions and links have against the move. An override counts for the lag of a failover alone. */
export function observationRefusals(
  { writer }: SteadyRoute,
  { kind, to, override }: WantedMove,
  { takesWrites, lags }: Observation,
  { maxLagMs }: Pick<Limits, 'maxLagMs'>,
): readonly MovesError[] {
  const needed = kind === 'switchover' ? [to, writer] : [to];
  const unhealthy = needed
    .filter((region) => takesWrites.get(region) !== true)
    .map((region) => refusal('UND_MOVES_REGION_UNHEALTHY', `${region} does not take writes.`, { region }));
  if (kind === 'failover' && override !== undefined) return unhealthy;
  return [...unhealthy, ...lags.flatMap((lag) => lagRefusals(lag, maxLagMs))];
}

/**
 * Refuses a move that regions or links have something against: by the code of the first reason, with all of them in
 * the message.
 * @throws MovesError `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_LAG_UNKNOWN`, `UND_MOVES_LAG_TOO_HIGH`
 */
export function judgeObservation(
  route: SteadyRoute,
  wanted: WantedMove,
  seen: Observation,
  limits: Pick<Limits, 'maxLagMs'>,
): void {
  const refusals = observationRefusals(route, wanted, seen, limits);
  const [first] = refusals;
  if (first === undefined) return;
  if (refusals.length === 1) throw first;
  throw refusal(first.code, refusals.map(({ what }) => what).join(' '), {
    refusals: refusals.map(({ code, what, details }) => ({ code, what, details })),
  });
}

function lagRefusals({ link, lagMs }: LinkLag, maxLagMs: number): readonly MovesError[] {
  const name = `${link.table} from ${link.source} to ${link.target}`;
  if (lagMs === undefined) {
    return [refusal('UND_MOVES_LAG_UNKNOWN', `The lag of ${name} is not known.`, { link })];
  }
  if (lagMs <= maxLagMs) return [];
  const what = `${name} is ${Math.round(lagMs)} ms behind, over maxLagMs ${maxLagMs}.`;
  return [refusal('UND_MOVES_LAG_TOO_HIGH', what, { link, lagMs, maxLagMs })];
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

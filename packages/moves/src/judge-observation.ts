import type { Limits } from '@understudy/core';
import type { LinkLag, LinkName, LinkParked } from '@understudy/links';
import type { SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import { parkedRefusals } from './parked-refusals.ts';
import { mayBeMissingMs } from './may-be-missing-ms.ts';
import type { TableDifference } from './types.ts';
import type { WantedMove } from './wanted-move.ts';

/** What a mover observed before it claims. */
export interface Observation {
  /** Whether each region takes writes. */
  readonly takesWrites: ReadonlyMap<string, boolean>;
  /** The links from the writer to the region to promote. */
  readonly lags: readonly LinkLag[];
  /** Of the same links. */
  readonly parked: readonly LinkParked[];
  /** Wall time in ms of the observation. */
  readonly atMs: number;
  /** What would break the application after the move; what could not be compared is not among it. */
  readonly differences: readonly TableDifference[];
}

/**
 * Everything that regions and links have against the move. An override counts for the lag of a failover alone, accepted
 * parked records for a switchover: a failover goes without them, and reports them. A failover that observers agree on is
 * judged by what may be missing, which does not grow while the writer is gone; any other move by the lag, which does.
 */
export function observationRefusals(
  { writer }: SteadyRoute,
  { kind, to, override, vote, acceptParked = false }: WantedMove,
  { takesWrites, lags, parked, differences, atMs }: Observation,
  { maxLagMs }: Pick<Limits, 'maxLagMs'>,
): readonly MovesError[] {
  const needed = kind === 'switchover' ? [to, writer] : [to];
  const unhealthy = needed
    .filter((region) => takesWrites.get(region) !== true)
    .map((region) => refusal('UND_MOVES_REGION_UNHEALTHY', `${region} does not take writes.`, { region }));
  if (kind === 'failover' && override !== undefined) return unhealthy;
  const judge = (lag: LinkLag) =>
    vote === undefined
      ? lagRefusals(lag, maxLagMs)
      : missingRefusals(lag, vote.writerSeenMs ?? atMs, maxLagMs);
  const differ = kind === 'failover' ? [] : differences;
  const unsettled = kind === 'switchover' ? parkedRefusals(parked, acceptParked ? parked : []) : [];
  return [
    ...unhealthy,
    ...differ.map(({ table, what }) => refusal('UND_MOVES_TABLES_DIFFER', `${table}: ${what}`, { table })),
    ...lags.flatMap(judge),
    ...unsettled,
  ];
}

/**
 * Refuses a move that regions or links have something against: by the code of the first reason, with all of them in
 * the message.
 * @throws MovesError `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_TABLES_DIFFER`, `UND_MOVES_LAG_UNKNOWN`,
 * `UND_MOVES_LAG_TOO_HIGH`, `UND_MOVES_PARKED_RECORDS`, `UND_MOVES_PARKED_UNKNOWN`
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

function lagRefusals(lag: LinkLag, maxLagMs: number): readonly MovesError[] {
  const { link, lagMs } = lag;
  if (lagMs === undefined) return [unknownLag(link)];
  if (lagMs <= maxLagMs) return [];
  const atContactMs = mayBeMissingMs(lag, -Infinity);
  const hint =
    atContactMs === undefined
      ? ''
      : ` When it last reached ${link.source}, it was ${Math.round(atContactMs)} ms behind.`;
  const what = `${nameOf(link)} is ${Math.round(lagMs)} ms behind, over maxLagMs ${maxLagMs}.${hint}`;
  return [refusal('UND_MOVES_LAG_TOO_HIGH', what, { link, lagMs, maxLagMs, atContactMs })];
}

function missingRefusals(lag: LinkLag, writerSeenMs: number, maxLagMs: number): readonly MovesError[] {
  const { link } = lag;
  const missingMs = mayBeMissingMs(lag, writerSeenMs);
  if (missingMs === undefined) return [unknownLag(link)];
  if (missingMs <= maxLagMs) return [];
  const what = `${nameOf(link)} may lack the last ${Math.round(missingMs)} ms before ${link.source} was seen last, over maxLagMs ${maxLagMs}.`;
  return [refusal('UND_MOVES_LAG_TOO_HIGH', what, { link, missingMs, maxLagMs })];
}

function unknownLag(link: LinkName): MovesError {
  return refusal('UND_MOVES_LAG_UNKNOWN', `The lag of ${nameOf(link)} is not known.`, { link });
}

function nameOf({ table, source, target }: LinkName): string {
  return `${table} from ${source} to ${target}`;
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

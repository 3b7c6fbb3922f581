import type { Limits } from '@understudy/core';
import type { MoveKind, Route, SteadyRoute } from '@understudy/route';
import type { LinkLag } from '@understudy/links';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { FailoverVote, Override } from './types.ts';

/** What a mover saw before it claims. */
export interface Observation {
  /** Whether each region takes writes. */
  readonly takesWrites: ReadonlyMap<string, boolean>;
  /** The links from the writer to the region that is to be promoted. */
  readonly lags: readonly LinkLag[];
}

/** What is asked, in the words of both kinds of move. */
export interface Wanted {
  readonly kind: MoveKind;
  readonly to: string;
  readonly vote?: FailoverVote | undefined;
  readonly override?: Override | undefined;
}

/**
 * What the route itself has against the move, before anything is looked at.
 * @throws MovesError `UND_MOVES_MOVE_UNDER_WAY`, `UND_MOVES_REGION_UNKNOWN`, `UND_MOVES_ALREADY_WRITER`,
 * `UND_MOVES_TAIL_UNSETTLED`, `UND_MOVES_NO_MAJORITY`
 */
export function judgeRoute(route: Route, { kind, to, vote }: Wanted): SteadyRoute {
  if (route.phase === 'moving') {
    throw refusal(
      'UND_MOVES_MOVE_UNDER_WAY',
      `The move ${route.moveId} to ${route.to} is at "${route.step}".`,
      {
        moveId: route.moveId,
        to: route.to,
        step: route.step,
      },
    );
  }
  const { regions, writer, epoch, merging } = route;
  if (!regions.includes(to)) {
    throw refusal('UND_MOVES_REGION_UNKNOWN', `"${to}" is neither of ${regions.join(' and ')}.`, {
      to,
      regions,
    });
  }
  if (to === writer) {
    throw refusal('UND_MOVES_ALREADY_WRITER', `${to} is the writer in epoch ${String(epoch)}.`, {
      to,
      epoch,
    });
  }
  if (kind === 'switchover' && merging.some(({ region, tail }) => region === to && tail === 'unsettled')) {
    throw refusal('UND_MOVES_TAIL_UNSETTLED', `The tail of ${to} is not settled yet.`, { to });
  }
  if (vote !== undefined && !isMajority(vote)) {
    throw refusal(
      'UND_MOVES_NO_MAJORITY',
      `${String(new Set(vote.agreeing).size)} of ${String(new Set(vote.observers).size)} observers agree.`,
      { ...vote },
    );
  }
  return route;
}

/**
 * What the regions and the links have against it. An override counts for the lag of a failover alone.
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

function isMajority({ observers, agreeing }: FailoverVote): boolean {
  const asked = new Set(observers);
  const agreed = new Set(agreeing.filter((one) => asked.has(one)));
  return agreed.size * 2 > asked.size;
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

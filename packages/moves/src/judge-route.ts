import type { MoveKind, Route, SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { FailoverVote, Override } from './types.ts';

/** A requested move of either kind. */
export interface Wanted {
  readonly kind: MoveKind;
  readonly to: string;
  readonly vote?: FailoverVote | undefined;
  readonly override?: Override | undefined;
}

/**
 * Refuses the move for the state of the route, before any region is asked.
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

function isMajority({ observers, agreeing }: FailoverVote): boolean {
  const asked = new Set(observers);
  const agreed = new Set(agreeing.filter((one) => asked.has(one)));
  return agreed.size * 2 > asked.size;
}

function refusal(code: MovesErrorCode, what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError(code, { what, details });
}

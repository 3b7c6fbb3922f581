import { checkClaim, type CheckedClaim, type Route, type SteadyRoute } from '@understudy/route';
import { MovesError, type MovesErrorCode } from './errors.ts';
import type { FailoverVote } from './types.ts';
import type { WantedMove } from './wanted-move.ts';

type Refusal = Extract<CheckedClaim, { allowed: false }>['because'];

/** The code of each reason for which the route refuses a move. */
const CODES: Readonly<Record<Refusal, MovesErrorCode>> = {
  'move-under-way': 'UND_MOVES_MOVE_UNDER_WAY',
  'region-unknown': 'UND_MOVES_REGION_UNKNOWN',
  'already-writer': 'UND_MOVES_ALREADY_WRITER',
  'tail-unsettled': 'UND_MOVES_TAIL_UNSETTLED',
  'audit-full': 'UND_MOVES_AUDIT_FULL',
};

/**
 * What route and vote have against the move, before regions and links are looked at.
 * @throws MovesError `UND_MOVES_MOVE_UNDER_WAY`, `UND_MOVES_REGION_UNKNOWN`, `UND_MOVES_ALREADY_WRITER`,
 * `UND_MOVES_TAIL_UNSETTLED`, `UND_MOVES_AUDIT_FULL`, `UND_MOVES_NO_MAJORITY`
 */
export function judgeRoute(route: Route, wanted: WantedMove): SteadyRoute {
  const checked = checkClaim(route, wanted);
  if (!checked.allowed) {
    const { because, what, details } = checked;
    throw new MovesError(CODES[because], { what, details });
  }
  const { vote } = wanted;
  if (vote !== undefined && !isMajority(vote)) {
    throw new MovesError('UND_MOVES_NO_MAJORITY', {
      what: `${new Set(vote.agreeing).size} of ${new Set(vote.observers).size} observers agree.`,
      details: { ...vote },
    });
  }
  return checked.route;
}

function isMajority({ observers, agreeing }: FailoverVote): boolean {
  const asked = new Set(observers);
  const agreed = new Set(agreeing.filter((one) => asked.has(one)));
  return agreed.size * 2 > asked.size;
}

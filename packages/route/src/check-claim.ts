import type { MoveKind, MovingRoute, Route, SteadyRoute } from './types.ts';

/** As many epochs as the route's item can hold (DynamoDB: 400 KB an item; an epoch's record takes under 80 bytes). */
export const MOST_EPOCHS = 4_000;

/** Whether a move may be claimed, and otherwise why not: a reason for programs, a sentence for people. */
export type CheckedClaim =
  | { readonly allowed: true; readonly route: SteadyRoute }
  | {
      readonly allowed: false;
      readonly because:
        'move-under-way' | 'region-unknown' | 'already-writer' | 'tail-unsettled' | 'audit-full';
      readonly what: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/**
 * Whether `route` allows a move of that kind to `to`. The one judge of it: a mover asks before it looks at the regions, and
 * `decideTransition` when the claim is written.
 */
export function checkClaim(
  route: Route,
  { kind, to }: { readonly kind: MoveKind; readonly to: string },
): CheckedClaim {
  if (route.phase === 'moving') {
    return {
      allowed: false,
      because: 'move-under-way',
      what: `The move ${route.moveId} to ${route.to} is under way, at "${route.step}"${whyOf(route)}.`,
      details: { moveId: route.moveId, to: route.to, step: route.step, reason: route.reason },
    };
  }
  const { regions, writer, epoch, merging, epochs } = route;
  if (!regions.includes(to)) {
    const what = `"${to}" is neither of the regions ${regions.join(' and ')}.`;
    return { allowed: false, because: 'region-unknown', what, details: { to, regions } };
  }
  if (to === writer) {
    const what = `${to} is the writer since epoch ${epoch}.`;
    return { allowed: false, because: 'already-writer', what, details: { to, epoch } };
  }
  if (kind === 'switchover' && merging.some(({ region, tail }) => region === to && tail === 'unsettled')) {
    const what = `The tail of ${to} is not settled yet.`;
    return { allowed: false, because: 'tail-unsettled', what, details: { to, epoch } };
  }
  if (epochs.length >= MOST_EPOCHS) {
    const what = `The route keeps ${epochs.length} epochs.`;
    return { allowed: false, because: 'audit-full', what, details: { epochs: epochs.length } };
  }
  return { allowed: true, route };
}

/** Who asked for it, and why: a second person has to know. */
function whyOf({ reason }: MovingRoute): string {
  return reason === '' ? '' : `: ${reason}`;
}

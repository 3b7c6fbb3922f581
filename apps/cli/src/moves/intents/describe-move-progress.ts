import type { Intent } from '@understudy/findings';
import type { MoveStep, Route } from '@understudy/route';

/** What is seen of a move while orchestrators make it. */
export interface MoveSight {
  readonly intent: Intent;
  readonly route: Route;
  /** Who leads; absent while none does. */
  readonly leader?: string;
}

const STEPS: Readonly<Record<MoveStep, string>> = {
  claimed: 'claimed: writes wait from now on',
  fenced: 'fenced: the write fence is set',
  waited: 'waited: all leases have expired',
  drained: 'drained: the links have applied what they could',
};

/** One line on how far a move is, for people; the same line while nothing has changed. Pure. */
export function describeMoveProgress({ intent, route, leader }: MoveSight): string {
  const { state, action } = intent;
  const to = action.kind === 'abort' ? '' : action.to;
  if (leader === undefined) return 'no orchestrator leads now; the next one continues';
  if (state === 'open') return `asked: ${leader} leads and begins it`;
  if (route.phase === 'moving') return STEPS[route.step];
  if (state === 'taken' && route.writer === to)
    return `promoted: ${to} takes writes, epoch ${String(route.epoch)}; ${leader} verifies`;
  return `taken: ${leader} carries it out`;
}

import type { WatchedDecision } from '@understudy/findings';

/** Whether no move is made or wanted: a dry run in the middle of one says nothing. */
export function isIdle(last: WatchedDecision | undefined): boolean {
  if (last === undefined || last.decision.wanted !== undefined) return false;
  return !last.decision.blocks.some(({ code }) => code === 'move-under-way' || code === 'route-unseen');
}

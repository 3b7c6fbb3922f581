import type { Intent } from './intent.ts';

/** Whether nothing is done for an intent any more: it has ended, or it was not begun in time. @param nowMs wall time in ms */
export function isOver({ state, untilMs }: Pick<Intent, 'state' | 'untilMs'>, nowMs: number): boolean {
  if (state === 'taken') return false;
  return (state !== 'open' && state !== 'proposed') || untilMs <= nowMs;
}

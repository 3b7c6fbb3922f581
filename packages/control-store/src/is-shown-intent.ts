import type { Intent, IntentState } from '@understudy/findings';

/** How long an intent is shown after its end, in ms. */
const SHOWN_MS = 600_000;

const WAITING: ReadonlySet<IntentState> = new Set(['proposed', 'open', 'taken']);

/** Whether an intent has not ended, or ended within the last 10 minutes before the wall time `nowMs`. */
export function isShownIntent({ state, outcome, answer, untilMs }: Intent, nowMs: number): boolean {
  if (WAITING.has(state)) return true;
  const endedMs = outcome?.atMs ?? (state === 'rejected' ? answer?.atMs : undefined) ?? untilMs;
  return nowMs - endedMs <= SHOWN_MS;
}

import type { Intent, IntentState } from '@understudy/findings';

/** How long an intent is shown after its end, in ms. */
const SHOWN_MS = 600_000;
/** One that a person rejected keeps orchestrators from proposing it again for so long, in ms. */
const REJECTED_MS = 86_400_000;

const WAITING: ReadonlySet<IntentState> = new Set(['proposed', 'open', 'taken']);

/** Whether an intent has not ended, or ended lately before the wall time `nowMs`: within 10 minutes, or a day where it was rejected. */
export function isShownIntent({ state, outcome, answer, untilMs }: Intent, nowMs: number): boolean {
  if (WAITING.has(state)) return true;
  const endedMs = outcome?.atMs ?? (state === 'rejected' ? answer?.atMs : undefined) ?? untilMs;
  return nowMs - endedMs <= (state === 'rejected' ? REJECTED_MS : SHOWN_MS);
}

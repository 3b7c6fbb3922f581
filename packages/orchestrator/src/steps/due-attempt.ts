import type { MoveStep, ServiceView } from '@understudy/findings';
import { silentAfterMs } from '../decide/count-votes.ts';

/** Who would make an attempt. */
export interface StepsSelf {
  readonly observer: string;
  readonly instance: string;
  /** Names of the steps whose attempt is under way here. */
  readonly running: ReadonlySet<string>;
}

/** What is to do about a step that has not ended. */
export type DueAttempt =
  | { readonly do: 'nothing' }
  /** Begin an attempt; it may be the first. */
  | { readonly do: 'begin' }
  /** Its last attempt was under way when its orchestrator died. */
  | { readonly do: 'give-up'; readonly what: string };

/**
 * Whether an attempt at a step is due now. One that is under way counts as unknown, and is made again, once its orchestrator is silent:
 * until then two attempts of one step never run at once. Pure.
 */
export function dueAttempt(step: MoveStep, view: ServiceView, self: StepsSelf): DueAttempt {
  if (self.running.has(step.name)) return { do: 'nothing' };
  if (step.state === 'waiting') return { do: isBefore(step, view) ? 'nothing' : 'begin' };
  if (step.state !== 'running') return { do: 'nothing' };
  if (step.instance !== self.instance && isAlive(step.instance, view)) return { do: 'nothing' };
  if (step.attempt < step.attempts) return { do: 'begin' };
  const what = `How attempt ${String(step.attempt)} of ${String(step.attempts)} ended is not known: ${step.by ?? 'its orchestrator'} stopped meanwhile.`;
  return { do: 'give-up', what };
}

/** A pause that is longer than any was written by another clock. */
function isBefore({ notBeforeMs = 0 }: MoveStep, { atMs }: ServiceView): boolean {
  return notBeforeMs > atMs && notBeforeMs - atMs <= LONGEST_PAUSE_MS;
}

function isAlive(instance: string | undefined, view: ServiceView): boolean {
  return view.reports.some(
    ({ report, ageMs }) => report.instance === instance && ageMs <= silentAfterMs(view),
  );
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** The pause in ms after an attempt that failed. */
export function pauseAfterMs(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
}

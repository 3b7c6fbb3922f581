import type { MoveState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';

/** The time of a move as a line, from the first failed look to the limit of waiting writes. Shares are of the line's length. */
export interface RunwayView {
  readonly noticedShare: number;
  readonly nowShare: number;
  readonly expectedShare: number;
  readonly deadlineShare: number;
  readonly noticed: string;
  readonly expected: string;
  readonly deadline: string;
  /** All of it as a sentence. */
  readonly words: string;
  /** How long until the next writer takes writes, at most, in ms; absent once it does. */
  readonly leftMs: number | undefined;
}

/**
 * @param startMs when the first look failed, or the claim where that is not known
 * @param deadlineMs how long a write may wait, from its first failure on
 */
export function runwayView(
  move: Pick<MoveState, 'steps' | 'claimedMs' | 'to'>,
  {
    startMs,
    nowMs,
    deadlineMs,
  }: { readonly startMs: number; readonly nowMs: number; readonly deadlineMs: number },
): RunwayView {
  const claimedMs = move.claimedMs ?? startMs;
  const leftMs = leftOf(move.steps, nowMs);
  const expectedAt = nowMs - startMs + (leftMs ?? 0);
  const length = Math.max(deadlineMs, expectedAt, nowMs - startMs) * 1.06;
  const share = (ms: number) => Math.min(1, Math.max(0, ms / length));
  const noticed = durationWords(Math.max(0, claimedMs - startMs));
  const expected = `about ${durationWords(expectedAt)}`;
  const deadline = durationWords(deadlineMs);
  return {
    noticedShare: share(claimedMs - startMs),
    nowShare: share(nowMs - startMs),
    expectedShare: share(expectedAt),
    deadlineShare: share(deadlineMs),
    noticed,
    expected,
    deadline,
    leftMs,
    words: `Noticed after ${noticed}, now ${durationWords(nowMs - startMs)}, ${move.to} takes writes at ${expected} at the latest. Waiting writes begin to fail at ${deadline}.`,
  };
}

/** What is left until the promotion is over, by the limits of the steps; absent once it is. */
function leftOf(steps: MoveState['steps'], nowMs: number): number | undefined {
  const promotion = steps.findIndex(({ pointOfNoReturn }) => pointOfNoReturn);
  const ahead = steps
    .slice(0, promotion + 1)
    .filter(({ state }) => state === 'running' || state === 'waiting');
  if (ahead.length === 0) return undefined;
  return ahead.reduce((sum, { state, limitMs = 0, begunMs = nowMs }) => {
    const spent = state === 'running' ? nowMs - begunMs : 0;
    return sum + Math.max(0, limitMs - spent);
  }, 0);
}

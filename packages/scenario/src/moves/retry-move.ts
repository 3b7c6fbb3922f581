import { isUnderstudyError, retry, systemRandomness, type Clock } from '@understudy/core';
import type { DrivenMoveReport } from '@understudy/moves';

export interface RetryMoveOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
  /** More codes of refusals that pass. */
  readonly alsoPassing?: ReadonlySet<string>;
}

/** Refusals for a state that may be over a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'UND_MOVES_REGION_UNHEALTHY',
  'UND_MOVES_TAIL_UNSETTLED',
  'UND_ROUTE_STORE_UNREACHABLE',
]);
const NO_MORE: ReadonlySet<string> = new Set();
const ATTEMPTS = 20;

/** Asks for a move again while it is refused for a state that passes. @throws the last refusal, and every other error */
export function retryMove(
  move: () => Promise<DrivenMoveReport>,
  { clock, signal, say, alsoPassing = NO_MORE }: RetryMoveOptions,
): Promise<DrivenMoveReport> {
  return retry(move, {
    clock,
    randomness: systemRandomness,
    signal,
    attempts: ATTEMPTS,
    firstMs: 500,
    mostMs: 2_000,
    shouldRetry: (error) => {
      const passing = isUnderstudyError(error) && (PASSING.has(error.code) || alsoPassing.has(error.code));
      if (passing) say(`  refused for now: ${error.message}`);
      return passing;
    },
  });
}

import { limitTime } from '@understudy/core';
import type { Engine } from './engine.ts';
import type { Attempt } from './types.ts';

export interface AttemptOptions {
  readonly region: string;
  /** Monotonic ms past which it must not leave. */
  readonly sendByMs: number;
  /** Monotonic ms at which the whole request ends. */
  readonly endMs: number;
  /** The time limit of the attempt. */
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
  readonly tidy: (output: object) => object;
}

/** What an attempt that was over its time is, to those who classify errors. */
export class AttemptTimeout extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

/** An attempt that did not leave, because the right to send it had ended. */
export class AttemptUnsent extends Error {
  override readonly name = 'AttemptUnsent';
}

/**
 * One attempt in one region, over at its time limit whatever the connection does.
 * @throws what the wire throws; AttemptTimeout; AttemptUnsent; an `AbortError` as the SDK throws it, where the caller gave up.
 */
export async function sendAttempt(
  { settings, watch }: Engine,
  { region, sendByMs, endMs, limitMs, signal, tidy }: AttemptOptions,
  send: (attempt: Attempt) => Promise<object>,
): Promise<object> {
  const { clock } = settings;
  const leftMs = Math.max(1, Math.min(limitMs, endMs - clock.monotonicMs()));
  const answer = await limitTime((ending) => send({ region, signal: ending, sendByMs, tidy }), {
    clock,
    limitMs: leftMs,
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted === true && error === signal.reason ? abortError(signal) : error;
  });
  if (answer.met) {
    watch.answered(region);
    return answer.value;
  }
  throw new AttemptTimeout(`${region} did not answer within ${String(Math.round(leftMs))} ms.`);
}

/** As the SDK's own handler makes it. */
export function abortError({ reason }: AbortSignal): Error {
  const error = new Error(
    reason instanceof Error || reason === undefined ? 'Request aborted' : String(reason),
    reason instanceof Error ? { cause: reason } : {},
  );
  error.name = 'AbortError';
  return error;
}

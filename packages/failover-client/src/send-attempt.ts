import { deadlineAfter, hasPassed, type Deadline } from '@understudy/core';
import type { Outcome, Permit } from './concurrency-limiter.ts';
import { classifyError, isAnswer, isTimeout } from './classify-error.ts';
import type { EngineContext } from './engine-context.ts';
import type { Attempt } from './types.ts';

export interface AttemptOptions {
  readonly region: string;
  /** Released when the attempt ends; operations beside items have none. */
  readonly permit: Permit | undefined;
  /** It must not leave once that has passed. */
  readonly sendBy: Deadline;
  /** The time limit of the attempt. */
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
  readonly stripStamps: (output: object) => object;
}

/** The attempt got no answer within its time limit; `classifyError` takes it for a regional error. */
export class AttemptTimeout extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

/** The attempt was not sent, because the lease had ended. */
export class AttemptUnsent extends Error {
  override readonly name = 'AttemptUnsent';
}

/**
 * One attempt in one region; it ends at its time limit, whatever the connection does. Deadlines of requests limit when
 * attempts begin, not how long they take: cutting one short would make its outcome unknown without need.
 * @throws what `send` throws; AttemptTimeout; AttemptUnsent; an `AbortError` as the SDK throws it, where the caller aborted.
 */
export async function sendAttempt(
  { settings, watch, timer, limiter }: EngineContext,
  options: AttemptOptions,
  send: (attempt: Attempt) => Promise<object>,
): Promise<object> {
  const { signal, region, permit, limitMs } = options;
  const leave = (outcome: Outcome, error?: unknown) => {
    if (permit !== undefined) limiter.release(permit, outcome, error);
  };
  if (signal?.aborted === true) {
    leave('no-signal');
    throw abortError(signal);
  }
  const attempt = new TimedAttempt(options);
  const end = deadlineAfter(limitMs, settings.clock);
  timer.add(attempt, end.monotonicMs);
  signal?.addEventListener('abort', attempt, { once: true });
  try {
    const output = await attempt.outcomeOf(send);
    // A process that slept, or whose machine was suspended, may receive an answer before its timers fire. The write may
    // then have been applied after another region was promoted, so the answer counts as lost (the protocol, "What must
    // hold", 1).
    if (hasPassed(end, settings.clock)) throw attempt.timeout();
    watch.answered(region);
    leave('answered');
    return output;
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome === 'answered') watch.answered(region);
    leave(outcome, error);
    throw error;
  } finally {
    timer.remove(attempt);
    signal?.removeEventListener('abort', attempt);
  }
}

/** A refusal is an answer. A broken connection, a server error or missing credentials give no information about the load. */
function outcomeOf(error: unknown): Outcome {
  // First, since the cause of an abort may be a TimeoutError of the caller's.
  if (error instanceof AttemptUnsent || (error instanceof Error && error.name === 'AbortError'))
    return 'no-signal';
  if (isTimeout(error)) return 'timed-out';
  const { class: kind } = classifyError(error);
  const wasSent = kind !== 'configuration' || isAnswer(error);
  return kind === 'regional' || !wasSent ? 'no-signal' : 'answered';
}

/** An attempt that ends with its answer, its time limit or the caller's abort, whichever comes first. */
class TimedAttempt implements Attempt {
  readonly region: string;
  readonly sendBy: Deadline;
  readonly #limitMs: number;
  readonly stripStamps: (output: object) => object;
  readonly #callers: AbortSignal | undefined;
  #reject: (error: Error) => void = ignore;
  #ending: AbortController | undefined;
  #listener: (error: Error) => void = ignore;

  constructor({ region, sendBy, limitMs, stripStamps, signal }: AttemptOptions) {
    this.region = region;
    this.sendBy = sendBy;
    this.#limitMs = limitMs;
    this.stripStamps = stripStamps;
    this.#callers = signal;
  }

  /** The result of `send`; rejects as soon as the attempt ends, whatever `send` does. */
  outcomeOf(send: (attempt: Attempt) => Promise<object>): Promise<object> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      send(this).then(resolve, reject);
    });
  }

  /** Created on demand: it costs more than everything else about an attempt. */
  get signal(): AbortSignal {
    this.#ending ??= new AbortController();
    return this.#ending.signal;
  }

  onEnd(listener: (error: Error) => void): void {
    this.#listener = listener;
  }

  /** Its time is over. */
  expire(): void {
    this.#end(this.timeout());
  }

  timeout(): AttemptTimeout {
    return new AttemptTimeout(`${this.region} did not answer within ${this.#limitMs} ms.`);
  }

  /** The listener of the caller's signal. */
  handleEvent(): void {
    if (this.#callers !== undefined) this.#end(abortError(this.#callers));
  }

  #end(error: Error): void {
    this.#reject(error);
    this.#listener(error);
    this.#ending?.abort(error);
  }
}

function ignore(): void {
  // No listener yet.
}

/** The error that the SDK's own handler throws for an aborted request. */
export function abortError({ reason }: AbortSignal): Error {
  const error = new Error(
    reason instanceof Error || reason === undefined ? 'Request aborted' : String(reason),
    reason instanceof Error ? { cause: reason } : {},
  );
  error.name = 'AbortError';
  return error;
}

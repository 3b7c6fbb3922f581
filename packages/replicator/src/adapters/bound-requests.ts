import type { Clock } from '@understudy/core';
import { limitTime } from '@understudy/core';
import { ReplicatorError } from '../errors.ts';
import type { RegionClient } from '../types.ts';
import { classifyFailure } from './classify-failure.ts';

export interface RequestBounds {
  readonly clock: Clock;
  /** Time limit in ms of one attempt, from the moment it may be sent until its answer is read. */
  readonly limitMs: number;
  /** Asked when the request is signed and about to be sent: `false` and it is not. */
  readonly mayStillSend?: () => boolean;
  /** Called for every request that may be applied although its answer is lost, also where the SDK tries again. */
  readonly onAmbiguous?: () => void;
}

interface HttpOptions {
  readonly abortSignal?: AbortSignal;
}

interface HttpAnswer {
  readonly response: { readonly statusCode: number; readonly body?: unknown };
}

interface RequestHandler {
  handle(request: unknown, options?: HttpOptions): Promise<HttpAnswer>;
}

interface ClientConfig {
  readonly requestHandler: RequestHandler;
  readonly logger?: object;
}

/**
 * The same client (its stack, credentials and sockets) for requests of ours that must not be sent too late or
 * wait for ever. The look at the lease comes after the signature is made: a process that is paused between the
 * two sends nothing, and one that is paused after it sends a request whose signature ages, so that whatever was
 * sent under a lease lands within `maxRequestAgeMs` or never (docs/reasoning/decisions/0002-late-applies.md).
 * The middleware is resolved once per command, which saves a tenth of a request's CPU; so no `send` options here.
 *
 * A client without an SDK's configuration (a simulator's) is asked before `send` instead.
 */
export function boundRequests(client: RegionClient, bounds: RequestBounds): RegionClient {
  const config = (client as { readonly config?: ClientConfig }).config;
  if (config?.requestHandler === undefined) return boundSends(client, bounds);
  const requestHandler = boundHandler(config.requestHandler, bounds);
  return Object.create(client, {
    config: {
      value: { ...config, requestHandler, cacheMiddleware: true, logger: heardLogger(config.logger) },
    },
    handlers: { value: undefined, writable: true, configurable: true },
  }) as RegionClient;
}

/** The SDK prepares every request and answer for a log that drops them, unless the log has no `info` to call. */
function heardLogger(logger: object | undefined): object | undefined {
  return logger?.constructor.name === 'NoOpLogger' ? { warn: () => {}, debug: () => {} } : logger;
}

function boundHandler(inner: RequestHandler, bounds: RequestBounds): RequestHandler {
  const { clock, limitMs, mayStillSend = () => true, onAmbiguous = () => {} } = bounds;
  const limits = new TimeLimits(clock, limitMs);
  const handle = async (request: unknown, options: HttpOptions = {}): Promise<HttpAnswer> => {
    if (!mayStillSend()) throw tooLate();
    const ending = new AbortController();
    const stop = limits.begin(ending);
    try {
      const answer = await inner.handle(request, { ...options, abortSignal: ending.signal });
      if (answer.response.statusCode >= 500) onAmbiguous();
      if (!onceClosed(answer.response.body, stop)) stop();
      return answer;
    } catch (error) {
      stop();
      if (classifyFailure(error).ambiguous) onAmbiguous();
      throw ending.signal.aborted ? timedOut(limitMs, error) : error;
    }
  };
  return new Proxy(inner, {
    get: (target, name) => (name === 'handle' ? handle : (Reflect.get(target, name) as unknown)),
  });
}

interface Limited {
  readonly dueMs: number;
  readonly ending: AbortController;
}

/** One time limit for many requests: one sleeper waits for the oldest, since they end in the order they began. */
class TimeLimits {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #open = new Set<Limited>();
  #watching = false;
  #sleeping: AbortController | undefined;

  constructor(clock: Clock, limitMs: number) {
    this.#clock = clock;
    this.#limitMs = limitMs;
  }

  /** Ends the request when its time is over, unless the returned function is called before. */
  begin(ending: AbortController): () => void {
    const limited = { dueMs: this.#clock.monotonicMs() + this.#limitMs, ending };
    this.#open.add(limited);
    if (!this.#watching) void this.#watch();
    return () => {
      this.#open.delete(limited);
      // No request is open: an idle client keeps no process alive.
      if (this.#open.size === 0) this.#sleeping?.abort(OVER);
    };
  }

  async #watch(): Promise<void> {
    this.#watching = true;
    for (const oldest of this.#open) {
      const waitMs = oldest.dueMs - this.#clock.monotonicMs();
      if (waitMs > 0) await this.#sleep(waitMs);
      if (this.#open.delete(oldest)) oldest.ending.abort(OVER);
    }
    this.#watching = false;
  }

  async #sleep(ms: number): Promise<void> {
    this.#sleeping = new AbortController();
    await this.#clock.sleep(ms, this.#sleeping.signal).catch(() => {});
    this.#sleeping = undefined;
  }
}

const OVER = new Error('The time limit of the request is over.');

function boundSends(client: RegionClient, bounds: RequestBounds): RegionClient {
  const { clock, limitMs, mayStillSend = () => true, onAmbiguous = () => {} } = bounds;
  const send = async (command: never): Promise<unknown> => {
    if (!mayStillSend()) throw tooLate();
    const sent = await limitTime((abortSignal) => client.send(command, { abortSignal }) as Promise<unknown>, {
      clock,
      limitMs,
    }).catch((error: unknown) => {
      if (classifyFailure(error).ambiguous) onAmbiguous();
      throw error;
    });
    if (sent.met) return sent.value;
    onAmbiguous();
    throw timedOut(limitMs);
  };
  return { send: send as RegionClient['send'] };
}

/** Calls `then` when a body that is a stream is read to its end or broken off; `false` where it is none. */
function onceClosed(body: unknown, then: () => void): boolean {
  if (typeof body !== 'object' || body === null || !('once' in body) || typeof body.once !== 'function')
    return false;
  const stream = body as { once(event: string, listener: () => void): void };
  stream.once('close', then);
  stream.once('end', then);
  return true;
}

function tooLate(): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_REQUEST_TOO_LATE', {
    what: 'The lease of this request had ended when it was ready.',
  });
}

function timedOut(limitMs: number, cause?: unknown): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_REQUEST_TIMED_OUT', {
    what: `No answer within ${limitMs} ms.`,
    details: { limitMs },
    cause,
  });
}

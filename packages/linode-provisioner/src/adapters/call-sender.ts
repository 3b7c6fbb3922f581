import { backoffMs, limitTime, type Clock, type Randomness, type Telemetry } from '@understudy/core';
import { LinodeProvisionerError } from '../errors.ts';
import { judgeFailure, property, readReset, type Failure } from './judge-failure.ts';
import { callAs, type Sdk } from './call-as.ts';

export interface CallerOptions {
  readonly token: string;
  readonly origin: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
  /** Time limit of one attempt. */
  readonly attemptTimeoutMs: number;
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly mostPauseMs: number;
  /** Receives the scopes of the token, as the API lists them. */
  readonly onScopes?: (scopes: string) => void;
}

/** Calls share the API's limits by these kinds. */
export type CallKind = 'create' | 'stats' | 'list' | 'other';

/** No window of Linode's limits is longer; a header that asks for more is not believed. */
const LONGEST_WAIT_MS = 120_000;

/** Sends calls within Linode's limits, and repeats what may be repeated. */
export class CallSender {
  readonly #options: CallerOptions;
  /** Until when a kind of call has used up its window, on the monotonic clock. */
  readonly #fullUntilMs = new Map<CallKind, number>();

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /**
   * A call that may be repeated without harm.
   * @param name for messages: what it does
   * @throws LinodeProvisionerError _TOKEN_REFUSED, _CALL_REFUSED, _CALL_FAILED
   */
  async send<T>(name: string, kind: CallKind, action: (api: Sdk) => Promise<T>): Promise<T> {
    const outcome = await this.#repeat(kind, action, ({ again, unclear }) => again || unclear);
    if (outcome.kind === 'done') return outcome.value;
    throw refusal(name, outcome.failure);
  }

  /** The same, but nothing where the API says that there is no such thing. */
  async find<T>(name: string, kind: CallKind, action: (api: Sdk) => Promise<T>): Promise<T | undefined> {
    const outcome = await this.#repeat(kind, action, ({ again, unclear }) => again || unclear);
    if (outcome.kind === 'done') return outcome.value;
    if (outcome.failure.status === 404) return undefined;
    throw refusal(name, outcome.failure);
  }

  /** A call that is repeated only while the API has certainly not carried it out; its failure is a value. */
  sendOnce<T>(
    kind: CallKind,
    action: (api: Sdk) => Promise<T>,
  ): Promise<
    { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly failure: Failure }
  > {
    return this.#repeat(kind, action, ({ again }) => again);
  }

  async #repeat<T>(
    kind: CallKind,
    action: (api: Sdk) => Promise<T>,
    mayRepeat: (failure: Failure) => boolean,
  ): Promise<{ kind: 'done'; value: T } | { kind: 'failed'; failure: Failure }> {
    const { clock, randomness, telemetry, attempts, firstPauseMs, mostPauseMs } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      await this.#awaitWindow(kind);
      const outcome = await this.#attempt(kind, action);
      if (outcome.kind === 'done' || attempt >= attempts || !mayRepeat(outcome.failure)) return outcome;
      const { status, waitMs } = outcome.failure;
      telemetry.count('understudy_linode_provisioner_repeated_calls_total', {
        status: String(status ?? 'none'),
      });
      const pauseMs = backoffMs(attempt, { firstMs: firstPauseMs, mostMs: mostPauseMs }, randomness);
      await clock.sleep(Math.min(LONGEST_WAIT_MS, waitMs ?? 0) + pauseMs);
    }
  }

  async #attempt<T>(
    kind: CallKind,
    action: (api: Sdk) => Promise<T>,
  ): Promise<{ kind: 'done'; value: T } | { kind: 'failed'; failure: Failure }> {
    const { clock, token, origin, attemptTimeoutMs } = this.#options;
    const onHeaders = (headers: unknown) => this.#noteHeaders(kind, headers);
    try {
      const limited = await limitTime((signal) => callAs({ token, origin, signal, onHeaders }, action), {
        clock,
        limitMs: attemptTimeoutMs,
      });
      if (limited.met) return { kind: 'done', value: limited.value };
      const reason = `no answer within ${attemptTimeoutMs} ms`;
      return {
        kind: 'failed',
        failure: { status: undefined, reason, again: false, unclear: true, waitMs: undefined },
      };
    } catch (error) {
      return { kind: 'failed', failure: judgeFailure(error, clock.wallMs()) };
    }
  }

  #noteHeaders(kind: CallKind, headers: unknown): void {
    const { clock, onScopes } = this.#options;
    const scopes = property(headers, 'x-oauth-scopes');
    if (typeof scopes === 'string') onScopes?.(scopes);
    if (property(headers, 'x-ratelimit-remaining') !== '0') return;
    const waitMs = readReset(headers, clock.wallMs());
    if (waitMs !== undefined)
      this.#fullUntilMs.set(kind, clock.monotonicMs() + Math.min(LONGEST_WAIT_MS, waitMs));
  }

  async #awaitWindow(kind: CallKind): Promise<void> {
    const { clock } = this.#options;
    const leftMs = (this.#fullUntilMs.get(kind) ?? 0) - clock.monotonicMs();
    if (leftMs > 0) await clock.sleep(leftMs);
  }
}

/** The cause is left out on purpose: axios's errors carry the request with its token and its body. */
export function refusal(name: string, { status, reason, again, unclear }: Failure): LinodeProvisionerError {
  const facts = {
    what: `Linode does not ${name}: ${reason}${status === undefined ? '' : ` (${status})`}.`,
    details: { call: name, status, reason },
  };
  if (status === 401 || status === 403)
    return new LinodeProvisionerError('UND_LINODE_PROVISIONER_TOKEN_REFUSED', facts);
  const code =
    again || unclear ? 'UND_LINODE_PROVISIONER_CALL_FAILED' : 'UND_LINODE_PROVISIONER_CALL_REFUSED';
  return new LinodeProvisionerError(code, facts);
}

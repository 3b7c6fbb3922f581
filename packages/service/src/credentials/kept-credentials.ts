import type { Clock, Telemetry } from '@understudy/core';
import { ServiceError } from '../errors.ts';

/** Keys that requests are signed with, as the AWS SDK has them. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Keys that could not be refreshed: they are used until they end. */
export interface CredentialsProblem {
  readonly code: 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED' | 'UND_SERVICE_CREDENTIALS_UNAVAILABLE';
  readonly problem: string;
  /** How long the present keys are still valid, in ms; 0 where there are none. */
  readonly leftMs: number;
}

export interface KeptCredentialsContext {
  /** Asks for new keys. Rejects where no source gave any. */
  readonly ask: () => Promise<AwsKeys>;
  /** Its wall time is compared with the keys' expiration. */
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Keys are refreshed this long before they end, or at half of their life where that is later. */
const REFRESHED_BEFORE_MS = 15 * 60_000;
/** A request that is signed later than this before the end might arrive after it. */
const END_MARGIN_MS = 5_000;
/** Between two attempts to refresh: a tenth of the time that is left, within these limits. */
const RETRY_MS = { least: 1_000, most: 60_000 };

/**
 * Keys that are kept until they end. They are refreshed in the background long before: a refresh that fails, or hangs,
 * delays no request while there are valid keys. It is reported each time, with the time that is left: event
 * `credentials.refresh_failed`, metric `understudy_service_credentials_refresh_failures_total`, and `problem()` for health.
 */
export class KeptCredentials {
  readonly #context: KeptCredentialsContext;
  #keys: AwsKeys | undefined;
  /** Wall ms: from when on they are refreshed, when they end, and when they may be asked for again. */
  #refreshFromMs = -Infinity;
  #endMs = -Infinity;
  #nextAskMs = -Infinity;
  #asking: Promise<AwsKeys> | undefined;
  #failure: ServiceError | undefined;

  constructor(context: KeptCredentialsContext) {
    this.#context = context;
    context.telemetry.gauge('understudy_service_credentials_end_seconds', NaN);
  }

  /**
   * The present keys, at once; where no valid ones are left, a promise of new ones.
   * @throws ServiceError `UND_SERVICE_CREDENTIALS_UNAVAILABLE`
   */
  keys(): AwsKeys | Promise<AwsKeys> {
    const nowMs = this.#context.clock.wallMs();
    if (this.#keys === undefined || nowMs >= this.#endMs) return this.#askNow(nowMs);
    // Keys without an end are never refreshed.
    if (nowMs >= this.#refreshFromMs && nowMs >= this.#nextAskMs) this.#askAgain().catch(() => undefined);
    return this.#keys;
  }

  /** What a person has to solve before the keys end. */
  problem(): CredentialsProblem | undefined {
    if (this.#failure === undefined) return undefined;
    const { code, what } = this.#failure;
    const leftMs = this.#leftMs();
    const isOver = leftMs === 0 || code === 'UND_SERVICE_CREDENTIALS_UNAVAILABLE';
    return {
      code: isOver ? 'UND_SERVICE_CREDENTIALS_UNAVAILABLE' : 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED',
      problem: what,
      leftMs,
    };
  }

  /** The same for health. */
  problems(): readonly CredentialsProblem[] {
    const problem = this.problem();
    return problem === undefined ? [] : [problem];
  }

  /** Between two failures the last one is the answer: callers without keys must not flood the endpoints. */
  #askNow(nowMs: number): Promise<AwsKeys> {
    const isEarly = nowMs < this.#nextAskMs && this.#asking === undefined;
    if (isEarly && this.#failure?.code === 'UND_SERVICE_CREDENTIALS_UNAVAILABLE') {
      return Promise.reject(this.#failure);
    }
    return this.#askAgain();
  }

  #askAgain(): Promise<AwsKeys> {
    return (this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    }));
  }

  async #ask(): Promise<AwsKeys> {
    const { ask, clock } = this.#context;
    try {
      const keys = await ask();
      const endMs = (keys.expiration?.getTime() ?? Infinity) - END_MARGIN_MS;
      if (endMs <= clock.wallMs()) {
        throw new Error(`the keys that were given ended at ${keys.expiration?.toISOString() ?? ''}`);
      }
      this.#accept(keys, endMs);
      return keys;
    } catch (error) {
      throw this.#fail(error);
    }
  }

  #accept(keys: AwsKeys, endMs: number): void {
    const { clock, telemetry } = this.#context;
    const nowMs = clock.wallMs();
    this.#keys = keys;
    this.#endMs = endMs;
    this.#refreshFromMs = endMs - Math.min(REFRESHED_BEFORE_MS, (endMs - nowMs) / 2);
    this.#nextAskMs = nowMs + this.#retryMs();
    telemetry.gauge('understudy_service_credentials_end_seconds', endMs < Infinity ? endMs / 1_000 : NaN);
    if (this.#failure === undefined) return;
    this.#failure = undefined;
    telemetry.event('credentials.refreshed', { leftMs: this.#leftMs() });
  }

  #fail(cause: unknown): ServiceError {
    const { clock, telemetry } = this.#context;
    const leftMs = this.#leftMs();
    const why = cause instanceof Error ? cause.message : String(cause);
    this.#failure =
      leftMs > 0
        ? new ServiceError('UND_SERVICE_CREDENTIALS_NOT_REFRESHED', {
            what: `The AWS credentials could not be refreshed, and end in ${Math.floor(leftMs / 1_000)} s: ${why}`,
            details: { leftMs },
            cause,
          })
        : new ServiceError('UND_SERVICE_CREDENTIALS_UNAVAILABLE', {
            what: `There are no valid AWS credentials: ${why}`,
            cause: namedAsTheSdk(why, cause),
          });
    this.#nextAskMs = clock.wallMs() + this.#retryMs();
    telemetry.count('understudy_service_credentials_refresh_failures_total');
    telemetry.event('credentials.refresh_failed', { leftMs, error: this.#failure });
    return this.#failure;
  }

  #retryMs(): number {
    return Math.min(RETRY_MS.most, Math.max(RETRY_MS.least, this.#leftMs() / 10));
  }

  #leftMs(): number {
    return Math.max(0, this.#endMs - this.#context.clock.wallMs());
  }
}

/** The first cause has the SDK's name for it: whatever failed below is no evidence against the region that was asked for an item. */
function namedAsTheSdk(message: string, cause: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name: 'CredentialsProviderError' });
}

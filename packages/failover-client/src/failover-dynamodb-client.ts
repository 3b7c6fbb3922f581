import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import { installEngine } from './adapters/install-engine.ts';
import { sdkConfig } from './adapters/sdk-config.ts';
import { openLease, type OpenedLease } from './adapters/open-lease.ts';
import { FailoverEngine } from './failover-engine.ts';
import { FailoverClientError } from './errors.ts';
import { keepWarm } from './keep-warm.ts';
import { resolveSettings, type UnderstudyOptions } from './options.ts';

/** Options that the route and the engine decide. */
type DecidedHere =
  | 'region'
  | 'endpoint'
  | 'endpointProvider'
  | 'maxAttempts'
  | 'retryMode'
  | 'retryStrategy'
  | 'cacheMiddleware';

export interface FailoverDynamoDBClientConfig extends Omit<DynamoDBClientConfig, DecidedHere> {
  readonly understudy: UnderstudyOptions;
}

/**
 * A DynamoDBClient that follows the route from region to region: the same commands, answers and errors; writes are stamped
 * and fenced, and stamps are taken out of answers (the protocol, "The lease" and "Stamps").
 */
export class FailoverDynamoDBClient extends DynamoDBClient {
  readonly #engine: FailoverEngine;
  readonly #opened: OpenedLease;
  readonly #closing: AbortController;

  /** @throws FailoverClientError `UND_FAILOVER_CLIENT_OPTION_INVALID`, `UND_FAILOVER_CLIENT_LIMITS_INVALID`; RouteError `UND_ROUTE_OPTIONS_INVALID` */
  constructor({ understudy, ...sdk }: FailoverDynamoDBClientConfig) {
    refuseDecided(sdk);
    const settings = resolveSettings(understudy);
    const background = understudy.clock ?? systemClock({ keepAlive: false });
    const opened = openLease({
      route: understudy.route,
      settings,
      onControlLoss: understudy.onControlLoss ?? 'continue',
      clock: background,
      sdk,
    });
    const engine = new FailoverEngine(settings, opened.lease, background);
    super(sdkConfig(sdk, settings, () => engine));
    this.#engine = engine;
    this.#opened = opened;
    this.#closing = new AbortController();
    const { touch } = installEngine(this, engine, settings);
    void keepWarm({
      regions: settings.regions,
      everyMs: settings.warmEveryMs,
      limitMs: settings.limits.attemptTimeoutMs,
      clock: background,
      watch: engine.watch,
      touch,
      closed: this.#closing.signal,
    });
  }

  /** The lease: the last known route, and how long it is valid. */
  get lease(): LeaseHolder {
    return this.#opened.lease;
  }

  /** Closes its connections, its timers and the lease it created; requests that wait fail with `UND_FAILOVER_CLIENT_CLOSED`. */
  override destroy(): void {
    this.#closing.abort();
    this.#engine.close();
    this.#opened.close();
    super.destroy();
  }
}

const DECIDED: readonly DecidedHere[] = [
  'region',
  'endpoint',
  'endpointProvider',
  'maxAttempts',
  'retryMode',
  'retryStrategy',
  'cacheMiddleware',
];

/** Such an option would be ignored, so it is refused. */
function refuseDecided(sdk: object): void {
  const given = DECIDED.find((option) => option in sdk);
  if (given === undefined) return;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_OPTION_INVALID', {
    what: `"${given}" cannot be set, since the client decides it. Regions and endpoints are set in understudy.regions.`,
    details: { option: given },
  });
}

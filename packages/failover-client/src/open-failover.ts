import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import { installEngine } from './adapters/install-engine.ts';
import { openLease } from './adapters/open-lease.ts';
import { sdkConfig } from './adapters/sdk-config.ts';
import { shareCredentials } from './adapters/share-credentials.ts';
import { FailoverEngine } from './failover-engine.ts';
import { keepWarm } from './keep-warm.ts';
import { resolveSettings, type UnderstudyOptions } from './options.ts';
import { refuseDecided, type DecidedHere } from './refuse-decided.ts';

export interface FailoverDynamoDBClientConfig extends Omit<DynamoDBClientConfig, DecidedHere> {
  readonly understudy: UnderstudyOptions;
}

/** What makes a client of the SDK one that follows the route. */
export interface OpenedFailover {
  /** What the SDK's client is made with. */
  readonly config: DynamoDBClientConfig;
  readonly lease: LeaseHolder;
  /** Installs the engine in the client that was made with `config`. */
  attach(client: DynamoDBClient): void;
  /** Ends lease, timers and waiting requests. */
  close(): void;
}

/** @throws FailoverClientError `UND_FAILOVER_CLIENT_OPTION_INVALID`, `UND_FAILOVER_CLIENT_LIMITS_INVALID`; RouteError `UND_ROUTE_OPTIONS_INVALID` */
export function openFailover({ understudy, ...given }: FailoverDynamoDBClientConfig): OpenedFailover {
  refuseDecided(given);
  const settings = resolveSettings(understudy);
  const background = understudy.clock ?? systemClock({ keepAlive: false });
  const sdk = shareCredentials(given, {
    settings,
    route: understudy.route,
    clock: background,
    lastSeen: () => opened.lease.lastSeen()?.snapshot.route,
  });
  const opened = openLease({
    route: understudy.route,
    settings,
    onControlLoss: understudy.onControlLoss ?? 'continue',
    clock: background,
    sdk,
  });
  const engine = new FailoverEngine(settings, opened.lease, background);
  const closing = new AbortController();
  return {
    config: sdkConfig(sdk, settings, () => engine),
    lease: opened.lease,
    attach: (client) => {
      const { touch } = installEngine(client, engine, settings);
      void keepWarm({
        regions: settings.regions,
        everyMs: settings.warmEveryMs,
        limitMs: settings.limits.attemptTimeoutMs,
        clock: background,
        watch: engine.watch,
        touch,
        closed: closing.signal,
      });
    },
    close: () => {
      closing.abort();
      engine.close();
      opened.close();
    },
  };
}

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import { DynamoFenceStore, DynamoRouteStore, RouteLease } from '@understudy/route-store';
import { ownEndpoint } from '@understudy/service/aws';
import type { OnControlLoss } from '@understudy/topology';
import type { RouteSource, Settings } from '../options.ts';

/** A lease and how to close it. */
export interface OpenedLease {
  readonly lease: LeaseHolder;
  /** Closes what was opened here; a lease that the caller gave keeps running. */
  readonly close: () => void;
}

export interface OpenLeaseOptions {
  readonly route: RouteSource;
  readonly settings: Settings;
  readonly onControlLoss: OnControlLoss;
  /** One that does not keep the process alive. */
  readonly clock: Clock;
  /** The caller's configuration of the SDK: credentials, handler, TLS. */
  readonly sdk: DynamoDBClientConfig;
}

/** The lease on the route. @throws RouteError `UND_ROUTE_OPTIONS_INVALID` */
export function openLease(options: OpenLeaseOptions): OpenedLease {
  const { route } = options;
  if ('view' in route) return { lease: route, close: () => {} };
  if ('store' in route) return startLease(options, route.store, route.fences, []);
  const { settings, clock, sdk } = options;
  const { service, limits } = settings;
  const clients: DynamoDBClient[] = [];
  const open = (region: string, endpoint: string | undefined) => {
    const client = plainClient(sdk, region, endpoint, limits.controlTimeoutMs);
    clients.push(client);
    return client;
  };
  const { endpoints, table } = route.witness;
  const store = new DynamoRouteStore({
    service,
    limits,
    clock,
    senders: endpoints.map(({ name, endpoint }) => open(name, endpoint)),
    ...(table === undefined ? {} : { table }),
  });
  const senders = Object.fromEntries(
    [...settings.endpoints].map(([region, endpoint]) => [region, open(region, endpoint)]),
  );
  return startLease(options, store, new DynamoFenceStore({ service, limits, clock, senders }), clients);
}

function startLease(
  { settings, onControlLoss, clock }: OpenLeaseOptions,
  store: ConstructorParameters<typeof RouteLease>[0]['store'],
  fences: ConstructorParameters<typeof RouteLease>[0]['fences'],
  clients: readonly DynamoDBClient[],
): OpenedLease {
  const { limits, telemetry } = settings;
  const lease = new RouteLease({
    store,
    limits,
    clock,
    telemetry,
    ...(fences === undefined ? {} : { fences, onControlLoss, beginByFences: settings.regions }),
  });
  lease.start();
  return {
    lease,
    close: () => {
      void lease.stop();
      for (const client of clients) client.destroy();
    },
  };
}

/** A client without retries and with separate connections: requests to the control store must not queue behind data. */
function plainClient(
  { requestHandler, ...sdk }: DynamoDBClientConfig,
  region: string,
  endpoint: string | undefined,
  timeoutMs: number,
): DynamoDBClient {
  const isShared = requestHandler !== undefined && 'handle' in requestHandler;
  return new DynamoDBClient({
    ...sdk,
    region,
    ...ownEndpoint(endpoint),
    maxAttempts: 1,
    ignoreConfiguredEndpointUrls: true,
    requestHandler: isShared
      ? requestHandler
      : {
          connectionTimeout: timeoutMs,
          requestTimeout: timeoutMs,
          throwOnRequestTimeout: true,
          socketTimeout: timeoutMs,
          ...requestHandler,
        },
  });
}

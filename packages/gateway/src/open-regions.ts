import type { Clock } from '@understudy/core';
import { FailoverEngine, keepWarm, openLease, type Settings } from '@understudy/failover-client/engine';
import type { LeaseHolder } from '@understudy/route';
import { credentialRegions, openCredentials, type KeptCredentials } from '@understudy/service/aws';
import { awsEndpoints } from './adapters/aws-endpoints.ts';
import { UndiciUpstream } from './adapters/undici-upstream.ts';
import type { GatewayLimits, GatewayOptions } from './options.ts';
import type { Upstream } from './types.ts';

export interface OpenRegionsContext {
  readonly settings: Settings;
  readonly limits: GatewayLimits;
  /** One that does not keep the process alive. */
  readonly background: Clock;
}

/** The lease on the route, the engine that follows it, and the connections that it sends by. */
export interface OpenedRegions {
  readonly lease: LeaseHolder;
  readonly engine: FailoverEngine;
  readonly upstream: Upstream;
  readonly credentials: KeptCredentials;
  /** Keeps a connection to each region open until `close()`. */
  keepWarm(): void;
  close(): Promise<void>;
}

/** @throws RouteError `UND_ROUTE_OPTIONS_INVALID` */
export async function openRegions(
  options: GatewayOptions,
  context: OpenRegionsContext,
): Promise<OpenedRegions> {
  const { settings, limits, background } = context;
  const { understudy, credentials: given } = options;
  const { route } = understudy;
  const { clock, regions, endpoints } = settings;
  const { attemptTimeoutMs } = settings.limits;
  const endpointOf = await awsEndpoints(regions[0], endpoints);
  const witness = 'witness' in route ? route.witness.endpoints.map(({ name }) => name) : [];
  const credentials = openCredentials({
    given,
    regions: () => credentialRegions(opened.lease.lastSeen()?.snapshot.route, regions, witness),
    clock: background,
    telemetry: settings.telemetry,
  });
  const opened = openLease({
    route,
    settings,
    onControlLoss: understudy.onControlLoss ?? 'continue',
    clock: background,
    sdk: { credentials: async () => credentials.keys() },
  });
  const engine = new FailoverEngine(settings, opened.lease, background);
  const upstream = new UndiciUpstream({
    endpointOf,
    credentials: () => credentials.keys(),
    clock,
    connections: limits.upstreamConnections,
    // Less than an attempt: a connection that is not established in time proves that nothing was sent.
    connectTimeoutMs: Math.max(1, Math.floor(attemptTimeoutMs / 2)),
  });
  const closing = new AbortController();
  return {
    lease: opened.lease,
    engine,
    upstream,
    credentials,
    keepWarm: () => {
      void keepWarm({
        regions,
        everyMs: settings.warmEveryMs,
        limitMs: attemptTimeoutMs,
        clock: background,
        watch: engine.watch,
        touch: (region, signal) => upstream.touch(region, signal),
        closed: closing.signal,
      });
    },
    close: async () => {
      closing.abort();
      engine.close();
      opened.close();
      await upstream.close();
    },
  };
}

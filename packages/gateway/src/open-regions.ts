import type { Clock } from '@understudy/core';
import { FailoverEngine, keepWarm, openLease, type Settings } from '@understudy/failover-client/engine';
import type { LeaseHolder } from '@understudy/route';
import { askSdk } from './adapters/ask-sdk.ts';
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
  /** Keeps a connection to each region open until `close()`. */
  keepWarm(): void;
  close(): Promise<void>;
}

/** @throws RouteError `UND_ROUTE_OPTIONS_INVALID` */
export function openRegions(options: GatewayOptions, context: OpenRegionsContext): OpenedRegions {
  const { settings, limits, background } = context;
  const { understudy, credentials } = options;
  const { clock, regions, endpoints } = settings;
  const { attemptTimeoutMs } = settings.limits;
  const sdk = askSdk({ region: regions[0], credentials, endpoints, clock });
  const opened = openLease({
    route: understudy.route,
    settings,
    onControlLoss: understudy.onControlLoss ?? 'continue',
    clock: background,
    sdk: credentials === undefined ? {} : { credentials },
  });
  const engine = new FailoverEngine(settings, opened.lease, background);
  const upstream = new UndiciUpstream({
    endpointOf: sdk.endpointOf,
    credentials: sdk.credentials,
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
      sdk.close();
      await upstream.close();
    },
  };
}

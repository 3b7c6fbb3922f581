import { limitTime, systemClock } from '@understudy/core';
import {
  FAILOVER_CLIENT_METRICS,
  FailoverEngine,
  keepWarm,
  openLease,
  resolveSettings,
  type Settings,
} from '@understudy/failover-client/engine';
import type { LeaseHolder } from '@understudy/route';
import { PrometheusTelemetry } from '@understudy/telemetry';
import { ROUTE_METRICS } from '@understudy/route-store';
import { askSdk } from './adapters/ask-sdk.ts';
import { UndiciUpstream } from './adapters/undici-upstream.ts';
import type { HandlingContext } from './handle-request.ts';
import { isLoopback } from './is-loopback.ts';
import { GATEWAY_METRICS } from './metrics.ts';
import { DEFAULT_HOST, resolveLimits, type GatewayOptions } from './options.ts';
import { HeldBytes } from './receive-body.ts';
import { serveHttp } from './serve-http.ts';
import { RequestTally } from './request-tally.ts';
import { tellState, type GatewayState } from './tell-state.ts';

export interface Gateway {
  /** What SDKs take as their endpoint. */
  readonly address: string;
  readonly lease: LeaseHolder;
  state(): GatewayState;
  /** Requests under way. */
  inFlight(): number;
  metrics(): Promise<string>;
  /**
   * Takes no more connections, lets requests under way end, then ends those that wait for a route: within `drainMs` and
   * the time of one attempt.
   */
  close(): Promise<void>;
}

/**
 * Opens the lease, the connections and the port.
 * @throws GatewayError `UND_GATEWAY_OPTION_INVALID`, `UND_GATEWAY_EXPOSED`, `UND_GATEWAY_TLS_INVALID`, `UND_GATEWAY_LISTEN_FAILED`;
 * FailoverClientError as `resolveSettings` says; RouteError `UND_ROUTE_OPTIONS_INVALID`
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = resolveLimits(options);
  const { onEvent = () => undefined } = options;
  const telemetry = new PrometheusTelemetry({
    catalogues: [GATEWAY_METRICS, FAILOVER_CLIENT_METRICS, ROUTE_METRICS],
    onEvent,
  });
  for (const region of Object.keys(options.understudy.regions)) telemetry.initialise({ region });
  const settings = resolveSettings({
    ...options.understudy,
    telemetry: options.understudy.telemetry ?? telemetry,
  });
  const background = options.understudy.clock ?? systemClock({ keepAlive: false });
  const sdk = askSdk({
    region: settings.regions[0],
    credentials: options.credentials,
    endpoints: settings.endpoints,
    clock: settings.clock,
  });
  const opened = openLease({
    route: options.understudy.route,
    settings,
    onControlLoss: options.understudy.onControlLoss ?? 'continue',
    clock: background,
    sdk: options.credentials === undefined ? {} : { credentials: options.credentials },
  });
  const engine = new FailoverEngine(settings, opened.lease, background);
  const upstream = new UndiciUpstream({
    endpointOf: sdk.endpointOf,
    credentials: sdk.credentials,
    clock: settings.clock,
    connections: limits.upstreamConnections,
    // Less than an attempt: a connection that does not come about in time says that nothing was sent.
    connectTimeoutMs: Math.max(1, Math.floor(settings.limits.attemptTimeoutMs / 2)),
  });
  const tally = new RequestTally();
  const handling: HandlingContext = {
    serve: { engine, upstream, clock: settings.clock, mayNeedTidying: namesOneOf(settings) },
    limits,
    clock: settings.clock,
    held: new HeldBytes(limits.maxHeldBytes),
    tally,
    keys: options.keys,
    onLoopback: isLoopback(options.host ?? DEFAULT_HOST),
    allowTableChanges: options.allowTableChanges ?? false,
    onEvent,
    inFlight: 0,
    draining: false,
  };
  const state = () => tellState(opened.lease, settings.clock, handling.draining);
  const metrics = async () => {
    const { leaseLeftMs, epoch = 0, ready } = state();
    telemetry.gauge('understudy_gateway_in_flight_requests', handling.inFlight);
    telemetry.gauge('understudy_gateway_held_bytes', handling.held.held);
    telemetry.gauge('understudy_gateway_lease_left_seconds', leaseLeftMs / 1_000);
    telemetry.gauge('understudy_gateway_route_epoch', epoch);
    telemetry.gauge('understudy_gateway_ready', ready ? 1 : 0);
    return `${tally.text()}${await telemetry.metrics()}`;
  };
  const closing = new AbortController();
  const putAway = async () => {
    closing.abort();
    engine.close();
    opened.close();
    sdk.close();
    await upstream.close();
  };
  let listening;
  try {
    listening = await serveHttp(options, handling, { status: state, ready: state, metrics });
  } catch (error) {
    await putAway();
    throw error;
  }
  void keepWarm({
    regions: settings.regions,
    everyMs: settings.warmEveryMs,
    limitMs: settings.limits.attemptTimeoutMs,
    clock: background,
    watch: engine.watch,
    touch: (region, signal) => upstream.touch(region, signal),
    closed: closing.signal,
  });
  const { server, address } = listening;
  let closed: Promise<void> | undefined;
  const close = async () => {
    handling.draining = true;
    const ended = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    server.closeIdleConnections();
    const within = (ms: number) => limitTime(() => ended, { clock: settings.clock, limitMs: ms });
    await within(limits.drainMs);
    // Requests that wait for a route end now; what was sent has the time of an attempt.
    engine.close();
    await within(settings.limits.attemptTimeoutMs);
    server.closeAllConnections();
    await ended;
    await putAway();
  };
  return {
    address,
    lease: opened.lease,
    state,
    inFlight: () => handling.inFlight,
    metrics,
    close: () => (closed ??= close()),
  };
}

/** Tells answers that surely hold no stamp, which is most of them, by their bytes. */
function namesOneOf({ stampAttribute }: Settings): (body: Buffer) => boolean {
  // A name that JSON may write in more than one way is looked for by reading the answer.
  if (!/^[A-Za-z0-9:_.-]+$/.test(stampAttribute)) return () => true;
  const name = Buffer.from(`"${stampAttribute}"`);
  return (body) => body.includes(name);
}

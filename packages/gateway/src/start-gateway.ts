import { systemClock } from '@understudy/core';
import { FAILOVER_CLIENT_METRICS, resolveSettings, type Settings } from '@understudy/failover-client/engine';
import type { LeaseHolder } from '@understudy/route';
import { PrometheusTelemetry } from '@understudy/telemetry';
import { isLoopback } from '@understudy/telemetry/is-loopback';
import { ROUTE_METRICS } from '@understudy/route-store';
import { SERVICE_METRICS } from '@understudy/service/aws';
import { drainServer } from './drain-server.ts';
import type { HandlingContext } from './handle-request.ts';
import { GATEWAY_METRICS } from './metrics.ts';
import { openRegions, type OpenedRegions } from './open-regions.ts';
import { DEFAULT_HOST, resolveLimits, type GatewayLimits, type GatewayOptions } from './options.ts';
import { HeldBytes } from './receive-body.ts';
import { serveHttp } from './serve-http.ts';
import { RequestTally } from './request-tally.ts';
import { tellState, type GatewayState } from './tell-state.ts';

export interface Gateway {
  /** What SDKs take as their endpoint. */
  readonly address: string;
  readonly lease: LeaseHolder;
  state(): GatewayState;
  /** How many requests are in flight. */
  inFlight(): number;
  metrics(): Promise<string>;
  /** Drains the gateway as `drainServer` says, and closes its connections to the regions. */
  close(): Promise<void>;
}

/**
 * Opens the lease, the connections and the port.
 * @throws GatewayError `UND_GATEWAY_OPTION_INVALID`, `UND_GATEWAY_EXPOSED`, `UND_GATEWAY_TLS_INVALID`, `UND_GATEWAY_LISTEN_FAILED`;
 * FailoverClientError as `resolveSettings` says; RouteError `UND_ROUTE_OPTIONS_INVALID`
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { understudy } = options;
  const limits = resolveLimits(options);
  const telemetry = telemetryOf(options);
  const settings = resolveSettings({ ...understudy, telemetry: understudy.telemetry ?? telemetry });
  const background = understudy.clock ?? systemClock({ keepAlive: false });
  const opened = await openRegions(options, { settings, limits, background });
  const { clock } = settings;
  const handling = handlingContext(options, { settings, limits, opened });
  const {
    health,
    understudy: { route },
  } = options;
  const witness = 'witness' in route ? route.witness.endpoints.map(({ name }) => name).join(', ') : '';
  const state = () =>
    tellState({
      lease: opened.lease,
      credentials: opened.credentials,
      clock,
      draining: handling.draining,
      regions: health?.problems() ?? [],
      witness,
    });
  const metrics = () => renderMetrics(telemetry, handling, state());
  let listening;
  try {
    listening = await serveHttp(options, handling, {
      status: state,
      ready: state,
      health: () => health?.stalled() ?? [],
      metrics,
    });
  } catch (error) {
    await opened.close();
    throw error;
  }
  opened.keepWarm();
  const { server, address } = listening;
  const close = async () => {
    handling.draining = true;
    await drainServer(server, {
      clock,
      drainMs: limits.drainMs,
      attemptTimeoutMs: settings.limits.attemptTimeoutMs,
      failWaiting: () => {
        opened.engine.close();
      },
    });
    await opened.close();
  };
  let closed: Promise<void> | undefined;
  return {
    address,
    lease: opened.lease,
    state,
    inFlight: () => handling.inFlight,
    metrics,
    close: () => (closed ??= close()),
  };
}

function telemetryOf({ understudy, onEvent = () => undefined }: GatewayOptions): PrometheusTelemetry {
  const telemetry = new PrometheusTelemetry({
    catalogues: [GATEWAY_METRICS, FAILOVER_CLIENT_METRICS, ROUTE_METRICS, SERVICE_METRICS],
    onEvent,
  });
  for (const region of Object.keys(understudy.regions)) telemetry.initialise({ region });
  return telemetry;
}

interface Opened {
  readonly settings: Settings;
  readonly limits: GatewayLimits;
  readonly opened: OpenedRegions;
}

function handlingContext(options: GatewayOptions, { settings, limits, opened }: Opened): HandlingContext {
  const { host = DEFAULT_HOST, keys, allowTableChanges = false, onEvent = () => undefined } = options;
  const { engine, upstream } = opened;
  const { clock } = settings;
  return {
    serve: { engine, upstream, clock, mayHoldStamp: searchFor(settings.stampAttribute) },
    limits,
    clock,
    held: new HeldBytes(limits.maxHeldBytes),
    tally: new RequestTally(),
    keys,
    onLoopback: isLoopback(host),
    allowTableChanges,
    onEvent,
    inFlight: 0,
    draining: false,
  };
}

async function renderMetrics(
  telemetry: PrometheusTelemetry,
  { inFlight, held, tally }: HandlingContext,
  { leaseLeftMs, epoch = 0, ready }: GatewayState,
): Promise<string> {
  telemetry.gauge('understudy_gateway_in_flight_requests', inFlight);
  telemetry.gauge('understudy_gateway_held_bytes', held.held);
  telemetry.gauge('understudy_gateway_lease_left_seconds', leaseLeftMs / 1_000);
  telemetry.gauge('understudy_gateway_route_epoch', epoch);
  telemetry.gauge('understudy_gateway_ready', ready ? 1 : 0);
  return `${tally.text()}${await telemetry.metrics()}`;
}

/** Whether the bytes of an answer contain the attribute's name; answers without it, which are most, are not parsed. */
function searchFor(stampAttribute: string): (body: Buffer) => boolean {
  // JSON may escape other characters, so such a name can't be found by its bytes.
  if (!/^[A-Za-z0-9:_.-]+$/.test(stampAttribute)) return () => true;
  const name = Buffer.from(`"${stampAttribute}"`);
  return (body) => body.includes(name);
}

import { readFileSync } from 'node:fs';
import { untilStopped, type CommandContext } from '@understudy/command-line';
import { limitTime, systemClock } from '@understudy/core';
import { optionsFromTopology } from '@understudy/failover-client/engine';
import type { LeaseHolder } from '@understudy/route';
import { checkStart, loadTopology, openService, RegionMonitor } from '@understudy/service';
import { createLogger, limitEvents } from '@understudy/telemetry';
import { GatewayError } from '../errors.ts';
import { resolveLimits, type GatewayOptions, type TlsFiles } from '../options.ts';
import { readKeys } from '../read-keys.ts';
import { startGateway } from '../start-gateway.ts';

/** How long the start line waits for the route, in ms. */
const FIRST_ROUTE_MS = 1_000;

/** What `gateway run` is asked for. */
export interface GatewayRequest {
  readonly file: string;
  readonly options: {
    readonly host: string;
    readonly port: number;
    readonly tlsCert: string | undefined;
    readonly tlsKey: string | undefined;
    readonly keys: string | undefined;
    readonly allowTableChanges: boolean;
    readonly maxInFlight: number;
    readonly drainMs: number;
  };
}

/** Serves until the context's signal is aborted, then drains. @throws GatewayError, TopologyError, ServiceError */
export async function runGateway({ file, options }: GatewayRequest, context: CommandContext): Promise<void> {
  const { host, port, keys, allowTableChanges, maxInFlight, drainMs } = options;
  const topology = loadTopology(file);
  const logger = createLogger({ name: 'gateway', destination: { write: context.out } });
  const service = openService(topology);
  const monitor = new RegionMonitor({ service, onEvent: logger.event });
  const settings: GatewayOptions = {
    understudy: optionsFromTopology(topology),
    host,
    port,
    tls: readTls(options),
    keys: keys === undefined ? undefined : readKeys(keys),
    allowTableChanges,
    limits: { maxInFlight, drainMs },
    // One for each request that meets a fault.
    onEvent: limitEvents({ onEvent: logger.event, isLimited: (name) => name.startsWith('client.') }),
    health: monitor,
  };
  try {
    resolveLimits(settings);
    await Promise.all([checkStart(service, { role: 'gateway', file }), monitor.look()]);
    await monitor.start();
    const gateway = await startGateway(settings);
    await firstRoute(gateway.lease);
    const { ready, problems } = gateway.state();
    logger.event('gateway.started', { service: topology.service, address: gateway.address, ready, problems });
    const signal = await untilStopped(context.signal);
    logger.event('gateway.draining', { signal, inFlight: gateway.inFlight() });
    await gateway.close();
  } finally {
    await monitor.stop();
    await service.close();
  }
  logger.event('gateway.stopped');
}

/** Waits for the first reading of the route, and not for one that has no answer: the log says that it started, and why it is not ready. */
async function firstRoute(lease: LeaseHolder): Promise<void> {
  const reading = limitTime(() => lease.refresh(), { clock: systemClock(), limitMs: FIRST_ROUTE_MS });
  await reading.catch(() => undefined);
}

function readTls({ tlsCert, tlsKey }: GatewayRequest['options']): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new GatewayError('UND_GATEWAY_OPTION_INVALID', {
      what: '--tls-cert and --tls-key must be given together.',
    });
  }
  return { cert: readPem(tlsCert), key: readPem(tlsKey) };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError('UND_GATEWAY_TLS_INVALID', {
      what: `${file} cannot be read: ${(cause as Error).message}.`,
      cause,
    });
  }
}

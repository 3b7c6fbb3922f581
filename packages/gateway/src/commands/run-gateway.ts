import { readFileSync } from 'node:fs';
import { untilStopped, type CommandContext } from '@understudy/command-line';
import { optionsFromTopology } from '@understudy/failover-client/engine';
import { checkIdentity, loadTopology, openService } from '@understudy/service';
import { createLogger } from '@understudy/telemetry';
import type { Topology } from '@understudy/topology';
import { GatewayError } from '../errors.ts';
import type { TlsFiles } from '../options.ts';
import { readKeys } from '../read-keys.ts';
import { startGateway } from '../start-gateway.ts';

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
  await refuseSwappedRegions(topology);
  const gateway = await startGateway({
    understudy: optionsFromTopology(topology),
    host,
    port,
    tls: readTls(options),
    keys: keys === undefined ? undefined : readKeys(keys),
    allowTableChanges,
    limits: { maxInFlight, drainMs },
    onEvent: logger.event,
  });
  logger.event('gateway.started', { service: topology.service, address: gateway.address });
  const signal = await untilStopped(context.signal);
  logger.event('gateway.draining', { signal, inFlight: gateway.inFlight() });
  await gateway.close();
  logger.event('gateway.stopped');
}

/** @throws ServiceError `UND_SERVICE_REGIONS_SWAPPED` */
async function refuseSwappedRegions(topology: Topology): Promise<void> {
  const service = openService(topology, { beginByFences: true });
  try {
    await checkIdentity(service);
  } finally {
    await service.close();
  }
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

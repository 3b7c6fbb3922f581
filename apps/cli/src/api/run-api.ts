import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API_METRICS, openLocalCloud, startApi, type ApiSources } from '@understudy/api';
import { ApiError } from '@understudy/api/errors';
import { untilStopped, type CommandContext } from '@understudy/command-line';
import { systemClock, systemRandomness, type Telemetry } from '@understudy/core';
import { checkStart, loadTopology, openService } from '@understudy/service';
import { createLogger, PrometheusTelemetry } from '@understudy/telemetry';
import type { Topology } from '@understudy/topology';
import { awaitCredentials } from '../await-credentials.ts';
import { openWatchedServers } from '../orchestration/open-watched-servers.ts';
import { readVersion } from '../read-version.ts';
import { openApiSources } from './open-api-sources.ts';

/** What `api run` is asked for. */
export interface ApiRequest {
  readonly file: string;
  readonly host: string;
  readonly port: number;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly tokens: string;
  readonly console: string | undefined;
  readonly drills: string | undefined;
}

/** In a checkout, where the console is built. */
const BUILT_CONSOLE = fileURLToPath(new URL('../../../web/dist/site', import.meta.url));

/**
 * Serves the API until the context's signal is aborted.
 * @throws ApiError, TopologyError, ServiceError, TelemetryError
 */
export async function runApi(request: ApiRequest, context: CommandContext): Promise<void> {
  const { file, host, port, tokens, drills } = request;
  const topology = loadTopology(file);
  const tls = readTls(request);
  const clock = systemClock();
  const localCloud = openLocalCloud(context.env, clock);
  const logger = createLogger({ name: 'api', destination: { write: context.out } });
  const telemetry = new PrometheusTelemetry({ catalogues: [API_METRICS], onEvent: logger.event });
  const service = openService(topology, { clock });
  const watched = await watchServers(topology, context.env, telemetry);
  const opened = openApiSources({
    service,
    servers: watched?.servers,
    localCloud,
    drills,
    context: { clock, randomness: systemRandomness, signal: context.signal },
  });
  try {
    await awaitCredentials(service);
    await checkStart(service, { role: 'orchestrator', file });
    const folder = request.console ?? (existsSync(BUILT_CONSOLE) ? BUILT_CONSOLE : undefined);
    const api = await startApi({
      sources: opened.sources,
      host,
      port,
      ...(tls !== undefined && { tls }),
      tokens,
      ...(folder !== undefined && { console: folder }),
      version: readVersion(),
      clock,
      randomness: systemRandomness,
      telemetry,
      metrics: () => telemetry.metrics(),
    });
    try {
      logger.event('api.started', {
        service: topology.service,
        address: api.address,
        console: folder !== undefined,
      });
      logger.event('api.stopping', { signal: await untilStopped(context.signal) });
    } finally {
      await api.close();
    }
  } finally {
    await opened.close();
    await watched?.close();
    await service.close();
  }
  logger.event('api.stopped');
}

interface WatchedServers {
  readonly servers: NonNullable<ApiSources['servers']>;
  close(): Promise<void>;
}

/** As this machine sees them. Without the rights for that the API serves all the same: servers are not known then, and the log says why. */
async function watchServers(
  topology: Topology,
  env: CommandContext['env'],
  telemetry: Telemetry,
): Promise<WatchedServers | undefined> {
  const settings = topology.orchestrator?.servers;
  if (settings === undefined) return undefined;
  try {
    const [pools, { PoolWatch }] = await Promise.all([
      openWatchedServers({ topology, env, telemetry }),
      import('@understudy/orchestrator/pools'),
    ]);
    if (pools === undefined) return undefined;
    const watch = new PoolWatch({ eyes: pools.eyes, settings, clock: systemClock(), mayLook: () => true });
    watch.start();
    return {
      servers: { by: 'the machine of the API', sight: () => watch.sight() },
      close: async () => {
        await watch.stop();
        await pools.close();
      },
    };
  } catch (error) {
    telemetry.event('api.servers_failed', { error });
    return undefined;
  }
}

function readTls({
  tlsCert,
  tlsKey,
}: ApiRequest): { readonly cert: string; readonly key: string } | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new ApiError('UND_API_OPTION_INVALID', {
      what: '--tls-cert and --tls-key must be given together.',
    });
  return { cert: readPem(tlsCert), key: readPem(tlsKey) };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new ApiError('UND_API_TLS_INVALID', { what: `${file} can't be read (${code}).`, cause });
  }
}

import { untilStopped, type CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import { DynamoDBRegionProbe, MOVES_METRICS } from '@understudy/moves';
import { systemClock } from '@understudy/core';
import { readProgramSight } from '@understudy/observers';
import {
  cloudWatchReader,
  fingerprintTopology,
  Orchestrator,
  ORCHESTRATOR_METRICS,
  OrchestratorError,
  readinessOf,
  RegionEyes,
} from '@understudy/orchestrator';
import { Barriers } from '@understudy/replicator';
import {
  breakingDifferences,
  checkStart,
  credentialsProblems,
  loadTopology,
  lookAtService,
  openService,
  type OpenedService,
} from '@understudy/service';
import { createLogger, PrometheusTelemetry, serveOps } from '@understudy/telemetry';
import type { OrchestratorSettings, Topology } from '@understudy/topology';
import { readVersion } from '../read-version.ts';
import { openWatchedServers } from './open-watched-servers.ts';
import { openAlertsInlet } from './open-alerts-inlet.ts';
import { openSteps } from './open-steps.ts';

/** What `orchestrator run` is asked for. */
export interface OrchestratorRequest {
  readonly file: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Observes and, where it leads, moves the writer until the context's signal is aborted; a move under way is left to
 * the next leader.
 * @throws OrchestratorError, TopologyError, ServiceError, ControlStoreError, TelemetryError
 */
export async function runOrchestrator(
  { file, name, host, port }: OrchestratorRequest,
  context: CommandContext,
): Promise<void> {
  const topology = loadTopology(file);
  const settings = settingsOf(topology, file);
  const logger = createLogger({ name: 'orchestrator', destination: { write: context.out } });
  const telemetry = new PrometheusTelemetry({
    catalogues: [ORCHESTRATOR_METRICS, MOVES_METRICS],
    onEvent: logger.event,
  });
  const watched = await openWatchedServers({ topology, env: context.env, telemetry });
  const service = openService(topology);
  try {
    const { env } = context;
    const orchestrator = await assemble({ service, settings, name, file, telemetry, env, watched });
    const { alerts } = settings;
    const take = (message: unknown) => orchestrator.takeAlerts(message);
    const inlet = alerts && openAlertsInlet({ alerts, host, env: context.env, take });
    await checkStart(service, { role: 'orchestrator', file });
    const readiness = () => readinessOf(orchestrator.status());
    const server = await serveOps({
      host,
      port,
      status: () => orchestrator.status(),
      ready: readiness,
      metrics: () => telemetry.metrics(),
      ...(inlet !== undefined && { inlet }),
      onFailure: (error, path) => logger.error('ops.failed', { path, error }),
    });
    try {
      orchestrator.start();
      logger.event('orchestrator.started', {
        service: topology.service,
        address: server.address,
        observer: name,
        automatic: settings.automatic,
      });
      logger.event('orchestrator.stopping', { signal: await untilStopped(context.signal) });
      await orchestrator.stop();
    } finally {
      await server.close();
    }
  } finally {
    await watched?.close();
    await service.close();
  }
  logger.event('orchestrator.stopped');
}

function settingsOf({ orchestrator }: Topology, file: string): OrchestratorSettings {
  if (orchestrator !== undefined) return orchestrator;
  throw new OrchestratorError('UND_ORCHESTRATOR_NOT_CONFIGURED', {
    what: `${file} has no section "orchestrator".`,
    details: { file },
  });
}

interface Parts {
  readonly service: OpenedService;
  readonly settings: OrchestratorSettings;
  readonly name: string;
  readonly file: string;
  readonly telemetry: PrometheusTelemetry;
  readonly env: CommandContext['env'];
  readonly watched: Awaited<ReturnType<typeof openWatchedServers>>;
}

async function assemble({
  service,
  settings,
  name,
  file,
  telemetry,
  env,
  watched,
}: Parts): Promise<Orchestrator> {
  const { topology, regions, routeStore, fences } = service;
  const { limits } = topology;
  const clock = systemClock();
  const clients = Object.fromEntries(regions.map((region) => [region, service.dataClient(region)]));
  return new Orchestrator({
    service: topology.service,
    name,
    version: readVersion(),
    fingerprint: fingerprintTopology(topology),
    settings,
    regions,
    tables: topology.tables.map((table) => table.name),
    limits,
    control: openControlStore(service),
    routeStore,
    fences,
    barriers: new Barriers({ clients, timeoutMs: limits.controlTimeoutMs }),
    probe: new DynamoDBRegionProbe({
      service: topology.service,
      clientOf: (region) => service.dataClient(region),
    }),
    eyes: new RegionEyes({ service, observer: name, settings }),
    readProgram: ({ name: program, url }, signal) =>
      readProgramSight({ name: program, url: new URL('/readyz', url).href, clock }, signal),
    readiness: {
      inspect: () => lookAtService(service, { clock, file, inDetail: true, role: 'orchestrator' }),
      credentials: () => credentialsProblems(service.credentials),
    },
    differences: async () =>
      (await breakingDifferences(service)).map(({ table = '', what }) => ({ table, what })),
    ...(watched !== undefined && { servers: watched }),
    readMetrics: cloudWatchReader({ credentials: async () => service.credentials.keys(), clock }),
    ...(await openSteps({ service: topology.service, settings, env, clock })),
    telemetry,
  });
}

import { untilStopped, type CommandContext } from '@understudy/command-line';
import type { Telemetry } from '@understudy/core';
import { ROUTE_METRICS } from '@understudy/route-store';
import {
  checkStart,
  loadTopology,
  openService,
  RegionMonitor,
  SERVICE_METRICS,
  type OpenedService,
} from '@understudy/service';
import { createLogger, PrometheusTelemetry, serveOps } from '@understudy/telemetry';
import { readinessOf } from '../readiness-of.ts';
import { REPLICATOR_METRICS } from '../metrics.ts';
import { ReplicationWorker } from '../replication-worker.ts';

/** Sockets beyond those of the writes: reads of the stream, checkpoints, tombstones. */
const SPARE_SOCKETS = 16;

/** What `replicator run` is asked for. */
export interface ReplicatorRequest {
  readonly file: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Replicates until the context's signal is aborted, then hands its links over.
 * @throws ReplicatorError, TopologyError, ServiceError, TelemetryError
 */
export async function runReplicator(
  { file, host, port }: ReplicatorRequest,
  context: CommandContext,
): Promise<void> {
  const topology = loadTopology(file);
  const { tables, replication } = topology;
  const logger = createLogger({ name: 'replicator', destination: { write: context.out } });
  const telemetry = new PrometheusTelemetry({
    catalogues: [REPLICATOR_METRICS, ROUTE_METRICS, SERVICE_METRICS],
    onEvent: logger.event,
  });
  const service = openService(topology, {
    data: { sockets: tables.length * 2 * replication.concurrency + SPARE_SOCKETS },
    control: { sockets: SPARE_SOCKETS },
    telemetry,
  });
  const monitor = new RegionMonitor({ service, onEvent: logger.event });
  let worker: ReplicationWorker | undefined;
  const statuses = () => worker?.status() ?? [];
  const readiness = () => readinessOf({ service, monitor, statuses: statuses() });
  try {
    await Promise.all([checkStart(service, { role: 'replicator', file }), monitor.look()]);
    // Before the worker: a port that is taken is found before anything else is done.
    const server = await serveOps({
      host,
      port,
      status: () => ({ ...readiness(), links: statuses() }),
      health: () => monitor.stalled(),
      ready: readiness,
      metrics: () => telemetry.metrics(),
      onFailure: (error, path) => logger.error('ops.failed', { path, error }),
    });
    try {
      await monitor.start();
      worker = openWorker(service, telemetry);
      for (const { link } of worker.status()) telemetry.initialise({ ...link });
      await worker.start();
      logger.event('worker.started', {
        service: topology.service,
        address: server.address,
        problems: readiness().problems,
        links: worker.status().map(({ link }) => link),
      });
      logger.event('worker.stopping', { signal: await untilStopped(context.signal) });
      await worker.stop();
    } finally {
      await monitor.stop();
      await server.close();
    }
  } finally {
    await service.close();
  }
  logger.event('worker.stopped');
}

function openWorker(service: OpenedService, telemetry: Telemetry): ReplicationWorker {
  const { tables, limits, stampAttribute, replication } = service.topology;
  const clientsOf = (region: string) => ({
    dynamodb: service.dataClient(region),
    streams: service.streamsClient(region),
  });
  return new ReplicationWorker({
    tables,
    regions: service.regions,
    clients: Object.fromEntries(service.regions.map((region) => [region, clientsOf(region)])),
    lease: service.lease,
    fences: service.fences,
    limits,
    stampAttribute,
    options: replication,
    telemetry,
  });
}

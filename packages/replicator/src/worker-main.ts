#!/usr/bin/env node
/** The worker as a process: `understudy-replicator understudy.yaml [port [host]]`; SIGTERM and SIGINT end it cleanly. */
import { readFileSync } from 'node:fs';
import { isUnderstudyError } from '@understudy/core';
import { createLogger, PrometheusTelemetry, serveOps } from '@understudy/telemetry';
import { parseTopology, type Topology } from '@understudy/topology';
import { DynamoFenceStore, DynamoRouteStore, ROUTE_METRICS, RouteLease } from '@understudy/route-store';
import { openRegion } from './adapters/open-region.ts';
import { chooseExit } from './choose-exit.ts';
import { describeProblems } from './describe-problems.ts';
import { ReplicatorError } from './errors.ts';
import { HELP, readCommand, type Command } from './read-command.ts';
import { REPLICATOR_METRICS } from './metrics.ts';
import { ReplicationWorker } from './replication-worker.ts';

/** Sockets beyond those of the writes: reads of the stream, checkpoints, tombstones. */
const SPARE_SOCKETS = 16;

function readTopology(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ReplicatorError('UND_REPLICATOR_CONFIG_INVALID', {
      what: `${file} can't be read: ${(cause as Error).message}.`,
      cause,
    });
  }
  return parseTopology(text, { file });
}

async function main(command: Command): Promise<void> {
  const { service, regions, tables, limits, replication, stampAttribute, client } = readTopology(
    command.topologyFile,
  );
  const logger = createLogger({ name: 'replicator' });
  const telemetry = new PrometheusTelemetry({
    catalogues: [REPLICATOR_METRICS, ROUTE_METRICS],
    onEvent: logger.event,
  });

  const sockets = tables.length * 2 * replication.concurrency + SPARE_SOCKETS;
  const clients = Object.fromEntries(
    regions.data.map((region) => [region.name, openRegion(region, limits, sockets)]),
  );
  const witnesses = regions.witness.endpoints.map((endpoint) => openRegion(endpoint, limits, SPARE_SOCKETS));
  const store = new DynamoRouteStore({
    service,
    limits,
    table: regions.witness.table,
    senders: witnesses.map(({ dynamodb }) => dynamodb),
  });
  const fences = new DynamoFenceStore({
    service,
    limits,
    senders: Object.fromEntries(Object.entries(clients).map(([name, { dynamodb }]) => [name, dynamodb])),
  });
  const lease = new RouteLease({ store, fences, limits, onControlLoss: client.onControlLoss, telemetry });
  const [first, second] = regions.data;
  const worker = new ReplicationWorker({
    tables,
    regions: [first.name, second.name],
    clients,
    lease,
    fences,
    limits,
    stampAttribute,
    options: replication,
    telemetry,
  });

  for (const { link } of worker.status()) telemetry.initialise({ ...link });
  lease.start();
  await worker.start();
  const server = await serveOps({
    host: command.host,
    port: command.port,
    status: () => ({ links: worker.status() }),
    health: () => worker.status().flatMap(describeProblems),
    metrics: () => telemetry.metrics(),
    onFailure: (error, path) => logger.error('ops.failed', { path, error }),
  });
  logger.event('worker.started', {
    service,
    address: server.address,
    links: worker.status().map(({ link }) => link),
  });

  const stop = async (signal: string) => {
    logger.event('worker.stopping', { signal });
    await worker.stop();
    await lease.stop();
    await server.close();
    for (const { dynamodb, streams } of [...Object.values(clients), ...witnesses]) {
      dynamodb.destroy();
      streams.destroy();
    }
    logger.event('worker.stopped');
  };
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopping ??= stop(signal);
    });
  }
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(HELP);
  else await main(command);
} catch (error) {
  const text = isUnderstudyError(error)
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(chooseExit(error));
}

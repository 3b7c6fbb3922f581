import type { ExitName } from '@understudy/core';
import { seededRandomness } from '@understudy/core/testing';
import { createLogger, PrometheusTelemetry, serveOps } from '@understudy/telemetry';
import { VERIFIER_METRICS } from '../metrics.ts';
import { sampleTables } from '../sample-tables.ts';
import type { VerifyJob } from './verify-job.ts';

const SEEDS = 2 ** 32;

/**
 * Compares a part of each table every so often, and serves metrics, until the context's signal is aborted.
 * @throws TelemetryError where the port can't be taken
 */
export async function watchTables(job: VerifyJob): Promise<ExitName> {
  const { request, topology, tables, options, opened, context } = job;
  const { fraction = 0.01, everyMs = 60_000, port = 9_466, host } = request.options;
  const { seed = Math.floor(context.randomness.fraction() * SEEDS) } = request.options;
  const logger = createLogger({ name: 'verifier', destination: { write: context.out } });
  const telemetry = new PrometheusTelemetry({ catalogues: [VERIFIER_METRICS], onEvent: logger.event });
  for (const table of tables) telemetry.initialise({ table: table.name });
  const server = await serveOps({
    port,
    ...(host === undefined ? {} : { host }),
    metrics: () => telemetry.metrics(),
    onFailure: (error, path) => logger.error('ops.failed', { path, error }),
  });
  logger.event('sampling.started', { address: server.address, fraction, everyMs, seed });
  await sampleTables({
    regions: opened.regions,
    tables,
    stampAttribute: topology.stampAttribute,
    options,
    fraction,
    everyMs,
    randomness: seededRandomness(seed),
    telemetry,
    signal: context.signal,
    onTrouble: (error, table) => logger.event('sample.failed', { table, error }),
  });
  await server.close();
  return 'done';
}

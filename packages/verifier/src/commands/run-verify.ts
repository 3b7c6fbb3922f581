import { renameSync, writeFileSync } from 'node:fs';
import { jsonOf, type CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { checkIdentity, findTable, loadTopology } from '@understudy/service';
import { openRegions } from '../adapters/open-regions.ts';
import { readWriter } from '../adapters/read-writer.ts';
import { VerifierError } from '../errors.ts';
import { verifyOptions } from '../options.ts';
import { reportAsJson, reportAsText } from '../report-as-text.ts';
import { isIdentical, verifyService, type VerifiedTableReport } from '../verify-service.ts';
import type { VerifyJob } from './verify-job.ts';
import { checkRequest, type VerifyRequest } from './verify-request.ts';
import { watchTables } from './watch-tables.ts';

/** Sockets beyond those of the scans: second looks and repairs. */
const SPARE_SOCKETS = 8;
const PROGRESS_EVERY_MS = 2_000;

/**
 * `unverified` where the tables differ and are not repaired.
 * @throws VerifierError, ServiceError, TopologyError
 */
export async function runVerify(request: VerifyRequest, context: CommandContext): Promise<ExitName> {
  checkRequest(request);
  const { list, segments, units, lagMs, looks, table, watch } = request.options;
  const options = verifyOptions({ listed: list, segments, unitsPerSecond: units, lagMs, looks });
  const topology = loadTopology(request.file);
  const tables = table.length === 0 ? topology.tables : table.map((name) => findTable(topology, name));
  const opened = openRegions(topology, segments * 2 + SPARE_SOCKETS);
  try {
    await checkIdentity(opened.service);
    const job = { request, topology, tables, options, opened, context };
    return await (watch ? watchTables(job) : compare(job));
  } finally {
    await opened.close();
  }
}

async function compare({
  request,
  topology,
  tables,
  options,
  opened,
  context,
}: VerifyJob): Promise<ExitName> {
  const { regions } = opened;
  const { stampAttribute, service } = topology;
  const { repair, apply, json, values } = request.options;
  const { clock, randomness, signal } = context;
  const reports = await verifyService({
    regions,
    tables,
    stampAttribute,
    options,
    ...(repair ? { repair: { writer: await readWriter(opened.service), apply } } : {}),
    clock,
    randomness,
    signal,
    onProgress: progressOf(context),
  });
  const shown = {
    service,
    regions: [regions[0].name, regions[1].name] as const,
    stampAttribute,
    values,
  };
  if (json !== undefined && json !== '-') writeReport(json, reportAsJson(reports, shown));
  if (json === '-') context.out(`${jsonOf(reportAsJson(reports, shown))}\n`);
  else writeResult(reports, shown, context);
  return isIdentical(reports) ? 'done' : 'unverified';
}

function writeResult(
  reports: readonly VerifiedTableReport[],
  shown: Parameters<typeof reportAsText>[1],
  { result }: CommandContext,
): void {
  result(reportAsJson(reports, shown), () => reportAsText(reports, shown));
}

/** A line every two seconds. */
function progressOf({ clock, progress }: CommandContext): (table: string, items: number) => void {
  let toldMs = clock.monotonicMs();
  return (table, items) => {
    if (clock.monotonicMs() - toldMs < PROGRESS_EVERY_MS) return;
    toldMs = clock.monotonicMs();
    progress(`${table}: ${items.toLocaleString('en-US')} items read …`);
  };
}

/** In one step, so that a reader never sees half a report. @throws VerifierError `UND_VERIFIER_CONFIG_INVALID` */
function writeReport(file: string, report: object): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(JSON.parse(jsonOf(report)), undefined, 2)}\n`);
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new VerifierError('UND_VERIFIER_CONFIG_INVALID', {
      what: `${file} can't be written: ${(cause as Error).message}.`,
      cause,
    });
  }
}

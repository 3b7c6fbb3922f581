import { renameSync, writeFileSync } from 'node:fs';
import { tellTrouble } from '@understudy/command-line';
import { isUnderstudyError, systemClock, systemRandomness, type Clock } from '@understudy/core';
import { seededRandomness } from '@understudy/core/testing';
import { createLogger, PrometheusTelemetry, serveOps } from '@understudy/telemetry';
import { loadTopology } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import { openRegions, type OpenedRegions } from './adapters/open-regions.ts';
import { readWriter } from './adapters/read-writer.ts';
import { VerifierError } from './errors.ts';
import { VERIFIER_METRICS } from './metrics.ts';
import { HELP, readCommand, type Command, type Watch } from './read-command.ts';
import { bytesAsText, reportAsJson, reportAsText } from './report-as-text.ts';
import { sampleTables } from './sample-tables.ts';
import type { VerifiedTable } from './types.ts';
import { isIdentical, verifyService } from './verify-service.ts';

/** Exit codes. */
export const EXIT = { identical: 0, different: 1, badInput: 2, incomplete: 3 } as const;

const BAD_INPUT = [
  'UND_VERIFIER_CONFIG_INVALID',
  'UND_VERIFIER_OPTIONS_INVALID',
  'UND_SERVICE_FILE_EMPTY',
  'UND_SERVICE_FILE_UNREADABLE',
  'UND_TOPOLOGY_INVALID',
];
const TROUBLES = {
  credentials: 'UND_VERIFIER_CREDENTIALS_MISSING',
  unreachable: 'UND_VERIFIER_REGION_UNREACHABLE',
} as const;
const PROGRESS_EVERY_MS = 2_000;

/** What a command has of its process. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Told every two seconds how far it is; not given: nobody looks. */
  readonly progress?: (text: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** Does what a command line asks for, and gives the exit code; it never throws. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    const command = readCommand(args);
    if (command === 'help') {
      around.out(HELP);
      return EXIT.identical;
    }
    const topology = loadTopology(command.topologyFile);
    const tables = chooseTables(topology, command);
    const opened = openRegions(topology, command.options.segments * 2 + SPARE_SOCKETS);
    try {
      const job = { command, topology, tables, opened, around };
      return await (command.watch === undefined ? compare(job) : watch(command.watch, job));
    } finally {
      await opened.close();
    }
  } catch (failure) {
    const error = codeTrouble(failure);
    const ours = isUnderstudyError(error);
    const text = error instanceof Error && !ours ? (error.stack ?? error.message) : messageOf(error);
    around.err(`${text}\n`);
    return ours && BAD_INPUT.includes(error.code) ? EXIT.badInput : EXIT.incomplete;
  }
}

/** Sockets beyond those of the scans: second looks and repairs. */
const SPARE_SOCKETS = 8;

interface Job {
  readonly command: Command;
  readonly topology: Topology;
  readonly tables: readonly VerifiedTable[];
  readonly opened: OpenedRegions;
  readonly around: Surroundings;
}

async function compare({ command, topology, tables, opened, around }: Job): Promise<number> {
  const { regions } = opened;
  const { stampAttribute, service } = topology;
  const { clock = systemClock(), progress, signal } = around;
  const apply = command.repair === 'apply';
  const repair =
    command.repair === 'no' ? {} : { repair: { writer: await readWriter(opened.service), apply } };
  let toldMs = clock.monotonicMs();
  const tell = (table: string, items: number) => {
    if (clock.monotonicMs() - toldMs < PROGRESS_EVERY_MS) return;
    toldMs = clock.monotonicMs();
    progress?.(`${table}: ${items.toLocaleString('en-US')} items read …\n`);
  };
  const reports = await verifyService({
    regions,
    tables,
    stampAttribute,
    options: command.options,
    ...repair,
    clock,
    randomness: systemRandomness,
    signal,
    ...(progress === undefined ? {} : { onProgress: tell }),
  });
  const names = [regions[0].name, regions[1].name] as const;
  const shown = { service, regions: names, stampAttribute, values: command.values };
  const json = () => `${JSON.stringify(reportAsJson(reports, shown), bytesAsText, 2)}\n`;
  if (command.jsonFile !== undefined && command.jsonFile !== '-') {
    writeFileSync(`${command.jsonFile}.new`, json());
    renameSync(`${command.jsonFile}.new`, command.jsonFile);
  }
  around.out(command.jsonFile === '-' ? json() : reportAsText(reports, shown));
  return isIdentical(reports) ? EXIT.identical : EXIT.different;
}

async function watch({ fraction, everyMs, port, seed }: Watch, job: Job): Promise<number> {
  const { command, topology, tables, opened, around } = job;
  const logger = createLogger({ name: 'verifier', destination: { write: around.out } });
  const telemetry = new PrometheusTelemetry({
    catalogues: [VERIFIER_METRICS],
    onEvent: logger.event,
  });
  for (const table of tables) telemetry.initialise({ table: table.name });
  const server = await serveOps({
    port,
    metrics: () => telemetry.metrics(),
    onFailure: (error, path) => {
      logger.error('ops.failed', { path, error });
    },
  });
  const drawn = seed ?? Math.floor(systemRandomness.fraction() * 2 ** 32);
  logger.event('sampling.started', { address: server.address, fraction, everyMs, seed: drawn });
  await sampleTables({
    regions: opened.regions,
    tables,
    stampAttribute: topology.stampAttribute,
    options: command.options,
    fraction,
    everyMs,
    randomness: seededRandomness(drawn),
    telemetry,
    signal: around.signal,
    onTrouble: (error, table) => {
      logger.event('sample.failed', { table, problem: messageOf(error) });
    },
  });
  await server.close();
  return EXIT.identical;
}

/** The error as one of ours, where it is not the program's: a person needs what to do, and no stack. */
function codeTrouble(error: unknown): unknown {
  const trouble = tellTrouble(error);
  return trouble === undefined
    ? error
    : new VerifierError(TROUBLES[trouble.kind], { ...trouble, cause: error });
}

function chooseTables({ tables: all }: Topology, { tables: named }: Command): readonly VerifiedTable[] {
  const unknown = named.find((name) => !all.some((table) => table.name === name));
  if (unknown !== undefined) {
    throw new VerifierError('UND_VERIFIER_CONFIG_INVALID', {
      what: `The topology has no table "${unknown}"; it has ${all.map(({ name }) => name).join(', ')}.`,
    });
  }
  return named.length === 0 ? all : all.filter(({ name }) => named.includes(name));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

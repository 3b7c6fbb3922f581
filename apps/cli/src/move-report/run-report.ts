import { writeFile } from 'node:fs/promises';
import type { CommandContext } from '@understudy/command-line';
import { openControlStore, type ControlStore } from '@understudy/control-store';
import type { AuditEntry } from '@understudy/findings';
import { loadTopology } from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { CliError } from '../errors.ts';
import { requireOrchestrators } from '../inventory/require-orchestrators.ts';
import { openPatientService } from '../open-patient-service.ts';
import { accountOf } from './account-of.ts';
import { findMove } from './find-move.ts';
import type { MoveRecord } from './move-record.ts';
import { readMoves } from './read-moves.ts';
import { readRisk, type RiskRequest } from './read-risk.ts';
import { renderAccount } from './render-account.ts';
import { renderAccountHtml } from './render-account-html.ts';

export interface ReportRequest {
  readonly file: string;
  /** The move's id, or its beginning; the last move unless given. */
  readonly move: string | undefined;
  /** Where a page is written, besides. */
  readonly html: string | undefined;
}

/** What a report is made of. */
export interface ReportParties {
  readonly service: string;
  readonly store: Pick<ControlStore, 'readAudit'>;
  readonly readRisk: (request: RiskRequest) => ReturnType<typeof readRisk>;
}

/** Moves that are searched for an id. */
const SEARCHED = 1_000;
/** How long before a move and after it the audit has entries of it, in ms. */
const BEFORE_MS = 1_800_000;
const AFTER_MS = 600_000;
const MOST_ENTRIES = 2_000;

/** Shows what a move did. @throws as `reportOn` and `requireOrchestrators` say; ServiceError and TopologyError for the file */
export async function runReport(request: ReportRequest, context: CommandContext): Promise<void> {
  const { clock } = context;
  const topology = loadTopology(request.file);
  requireOrchestrators(topology, 'reports of moves');
  const service = openPatientService(topology, context);
  try {
    await awaitCredentials(service);
    const parties: ReportParties = {
      service: topology.service,
      store: openControlStore(service),
      readRisk: (risk) => readRisk(service, risk, clock),
    };
    await reportOn(request, parties, context);
  } finally {
    await service.close();
  }
}

/** @throws CliError `UND_CLI_NAME_UNKNOWN`, `UND_CLI_FILE_NOT_WRITTEN`; what the control store throws */
export async function reportOn(
  { move, html }: Pick<ReportRequest, 'move' | 'html'>,
  parties: ReportParties,
  context: CommandContext,
): Promise<void> {
  const { clock, signal } = context;
  const record = findMove(await readMoves(parties.store, move === undefined ? 1 : SEARCHED, signal), move);
  const { from, to, tookMs } = record.report;
  const [entries, { now, unknown }] = await Promise.all([
    readAround(record, parties.store, signal),
    parties.readRisk({ from, to, sinceMs: record.endedMs - tookMs }),
  ]);
  signal.throwIfAborted();
  const account = accountOf({
    service: parties.service,
    atMs: clock.wallMs(),
    record,
    entries,
    now,
    unknown,
  });
  if (html !== undefined) await writePage(html, renderAccountHtml(account));
  context.result(account, renderAccount);
  if (html !== undefined) context.err(`Page: ${html}\n`);
}

async function readAround(
  { report, endedMs }: MoveRecord,
  store: ReportParties['store'],
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  // Newest first, so that what is left out of a busy audit is what is farthest from the move's end.
  const around = {
    fromMs: Math.max(0, endedMs - report.tookMs - BEFORE_MS),
    untilMs: endedMs + AFTER_MS,
    limit: MOST_ENTRIES,
    newestFirst: true,
  };
  for await (const entry of store.readAudit(around, signal)) entries.push(entry);
  return entries.reverse();
}

async function writePage(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new CliError('UND_CLI_FILE_NOT_WRITTEN', {
      what: `${path} could not be written (${code}).`,
      details: { path, code },
      cause,
    });
  }
}

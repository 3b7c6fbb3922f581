import { writeFile } from 'node:fs/promises';
import type { CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import { loadTopology } from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { CliError } from '../errors.ts';
import { requireOrchestrators } from '../inventory/require-orchestrators.ts';
import { openPatientService } from '../open-patient-service.ts';
import { readAccount, type ReportParties } from './read-account.ts';
import { readRisk } from './read-risk.ts';
import { renderAccount } from './render-account.ts';
import { renderAccountHtml } from './render-account-html.ts';

export interface ReportRequest {
  readonly file: string;
  /** The move's id, or its beginning; the last move unless given. */
  readonly move: string | undefined;
  /** Where a page is written, besides. */
  readonly html: string | undefined;
}

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
  const account = await readAccount(move, parties, context);
  if (html !== undefined) await writePage(html, renderAccountHtml(account));
  context.result(account, renderAccount);
  if (html !== undefined) context.err(`Page: ${html}\n`);
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

import type { CommandContext } from '@understudy/command-line';
import type { ControlStore } from '@understudy/control-store';
import type { AuditEntry } from '@understudy/findings';
import { accountOf } from './account-of.ts';
import { findMove } from './find-move.ts';
import type { MoveAccount } from './move-account.ts';
import type { MoveRecord } from './move-record.ts';
import { readMoves } from './read-moves.ts';
import type { readRisk, RiskRequest } from './read-risk.ts';

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

/**
 * Everything that is known of a move: of its id or the beginning of one; of the last one where none is given.
 * @throws CliError `UND_CLI_NAME_UNKNOWN`; what the control store throws
 */
export async function readAccount(
  move: string | undefined,
  parties: ReportParties,
  { clock, signal }: Pick<CommandContext, 'clock' | 'signal'>,
): Promise<MoveAccount> {
  const record = findMove(await readMoves(parties.store, move === undefined ? 1 : SEARCHED, signal), move);
  const { from, to, tookMs } = record.report;
  const [entries, { now, unknown }] = await Promise.all([
    readAround(record, parties.store, signal),
    parties.readRisk({ from, to, sinceMs: record.endedMs - tookMs }),
  ]);
  signal.throwIfAborted();
  return accountOf({ service: parties.service, atMs: clock.wallMs(), record, entries, now, unknown });
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

import type { AuditEntry } from '@understudy/findings';
import type { DrivenMoveReport } from '@understudy/moves';
import type { MoveRecord } from './move-record.ts';

const OUTCOMES: readonly unknown[] = ['promoted', 'aborted', 'overtaken'];
const TEXTS = ['moveId', 'kind', 'from', 'to', 'writer', 'reason'] as const;
const LISTS = ['steps', 'undrained', 'drained', 'parked'] as const;

/** The move that an entry of the audit reports; `undefined` for every other entry, and for one of an unknown form. */
export function moveRecordOf({ kind, by, atMs, data }: AuditEntry): MoveRecord | undefined {
  const report = kind === 'move' ? data?.['report'] : undefined;
  if (data === undefined || !isReport(report)) return undefined;
  return { report, by, endedMs: atMs, data };
}

/** The audit keeps what any version wrote: a report is taken where it has what is shown of every move. */
function isReport(value: unknown): value is DrivenMoveReport {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return (
    OUTCOMES.includes(members['outcome']) &&
    TEXTS.every((name) => typeof members[name] === 'string') &&
    LISTS.every((name) => Array.isArray(members[name])) &&
    typeof members['epoch'] === 'number' &&
    typeof members['tookMs'] === 'number'
  );
}

import type { ControlStore } from '@understudy/control-store';
import type { MoveRecord } from './move-record.ts';
import { moveRecordOf } from './move-record-of.ts';

/** The last moves, the newest first. */
export interface ReadMoves {
  readonly moves: readonly MoveRecord[];
  /** Whether the search ended at its limit, so that there may be earlier ones. */
  readonly more: boolean;
}

/** Entries of the audit that one search reads at most: a quiet service has fewer in a year. */
const MOST_ENTRIES = 5_000;

/**
 * Reads the last moves from the audit, one for each id: of several movers, the report of the one that ended it.
 * @param most how many
 * @throws what the store throws
 */
export async function readMoves(
  store: Pick<ControlStore, 'readAudit'>,
  most: number,
  signal: AbortSignal,
): Promise<ReadMoves> {
  const moves = new Map<string, MoveRecord>();
  let entries = 0;
  for await (const entry of store.readAudit({ limit: MOST_ENTRIES, newestFirst: true }, signal)) {
    entries += 1;
    const found = moveRecordOf(entry);
    if (found === undefined) continue;
    const { moveId } = found.report;
    const known = moves.get(moveId);
    if (known === undefined && moves.size === most) return { moves: [...moves.values()], more: true };
    if (known === undefined || (isByAnother(known) && !isByAnother(found))) moves.set(moveId, found);
  }
  return { moves: [...moves.values()], more: entries === MOST_ENTRIES };
}

function isByAnother({ report }: MoveRecord): boolean {
  return report.outcome !== 'overtaken' && report.byAnother;
}

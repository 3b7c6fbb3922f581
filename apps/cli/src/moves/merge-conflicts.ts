import { countMerges, mergeAll, openRecords, type MergeCounts, type MergedKey } from '@understudy/records';
import type { TableConflicts, Topology } from '@understudy/topology';

/** The open ledger entries of one table, by what reconciliation made, or could make, of them. */
export interface MergedTable extends MergeCounts {
  readonly table: string;
  /** `keep`: `merged` counts those that `understudy ledger merge` could merge; nothing was written. */
  readonly conflicts: TableConflicts;
}

/**
 * Merges the writes that lost, in tables whose `conflicts` say so, where nothing conflicts; of the others it only says what a merge would
 * come to. Tables without open entries are left out.
 * @throws what records throw; the signal's reason between two items
 */
export async function mergeConflicts(
  topology: Topology,
  signal: AbortSignal,
): Promise<readonly MergedTable[]> {
  const service = openRecords(topology);
  const tables: MergedTable[] = [];
  try {
    for (const { name: table, conflicts } of topology.tables) {
      const request = {
        by: 'understudy reconcile',
        why: `conflicts: ${conflicts} of table ${table}`,
        dryRun: conflicts === 'keep',
        trustBase: false,
        table,
      };
      const keys: MergedKey[] = [];
      for await (const key of mergeAll(request, service, signal)) keys.push(key);
      if (keys.length > 0) tables.push({ table, conflicts, ...countMerges(keys) });
    }
  } finally {
    await service.close();
  }
  return tables;
}

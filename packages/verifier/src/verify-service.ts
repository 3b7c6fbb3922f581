import type { Clock, Randomness } from '@understudy/core';
import { applyRepair, prepareRepair, type PlannedRepair, type RepairOutcome } from './apply-repair.ts';
import type { VerifyOptions } from './options.ts';
import { readKeyNames } from './read-page.ts';
import type { Both, Side, TableReport, VerifiedRegion, VerifiedTable } from './types.ts';
import { verifyTable } from './verify-table.ts';

/** A difference with what was decided about it, and how it went where that was done. */
export interface ReportedRepair extends PlannedRepair {
  /** Not given in a dry run. */
  readonly outcome?: RepairOutcome;
}

export interface RepairCounts {
  /** Differences that a write would mend, or was to mend. */
  readonly planned: number;
  readonly repaired: number;
  readonly overtaken: number;
  readonly undecided: number;
}

/** A table's report, with its repairs where some were asked for: the first `listed`, all of them counted. */
export interface VerifiedTableReport extends TableReport {
  readonly repairs?: { readonly counts: RepairCounts; readonly listed: readonly ReportedRepair[] };
}

export interface VerifyServiceOptions {
  readonly regions: Both<VerifiedRegion>;
  readonly tables: readonly VerifiedTable[];
  readonly stampAttribute: string;
  readonly options: VerifyOptions;
  /** Not given: compare alone. `apply` false: a dry run, which decides and writes nothing. */
  readonly repair?: { readonly writer: Side; readonly apply: boolean };
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal?: AbortSignal;
  readonly onProgress?: (table: string, items: number) => void;
}

/** Compares tables one after another, and repairs where that is asked for. @throws as verifyTable and applyRepair do */
export async function verifyService(given: VerifyServiceOptions): Promise<readonly VerifiedTableReport[]> {
  const reports: VerifiedTableReport[] = [];
  for (const table of given.tables) reports.push(await verifyOne(table, given));
  return reports;
}

async function verifyOne(
  table: VerifiedTable,
  { repair, onProgress, ...given }: VerifyServiceOptions,
): Promise<VerifiedTableReport> {
  const telling =
    onProgress === undefined ? {} : { onProgress: (items: number) => onProgress(table.name, items) };
  if (repair === undefined) return verifyTable({ ...given, ...telling, table });
  const [partitionKey = ''] = await readKeyNames(given.regions, table.name);
  const options = { ...given, table, partitionKey, writer: repair.writer };
  const counts = { planned: 0, repaired: 0, overtaken: 0, undecided: 0 };
  const listed: ReportedRepair[] = [];
  const report = await verifyTable({
    ...given,
    ...telling,
    table,
    onDifference: async (difference) => {
      const planned = await prepareRepair(difference, options);
      if (planned.plan.does !== 'nothing') counts.planned += 1;
      const outcome = repair.apply ? await applyRepair(planned, options) : undefined;
      if (planned.plan.does === 'nothing') counts.undecided += 1;
      else if (outcome === 'repaired' || outcome === 'overtaken') counts[outcome] += 1;
      if (listed.length < given.options.listed) {
        listed.push(outcome === undefined ? planned : { ...planned, outcome });
      }
    },
  });
  return { ...report, repairs: { counts, listed } };
}

/** Whether the regions hold the same: nothing differs, or all that differed was repaired, and nothing is unsettled. */
export function isIdentical(reports: readonly VerifiedTableReport[]): boolean {
  return reports.every(
    ({ different, unsettled, repairs }) => different === (repairs?.counts.repaired ?? 0) && unsettled === 0,
  );
}

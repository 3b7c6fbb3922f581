import type { Sample } from './build-rows.ts';
import { createTable } from './create-table.ts';
import { fillTable } from './fill-table.ts';
import { runTask } from './run-task.ts';
import type { Metered, Site } from './types.ts';

export interface VerifySites {
  readonly left: Site;
  readonly right: Site;
  readonly table: string;
  /** In each of the two. */
  readonly items: number;
}

/** Two tables with the same items: filled once, since nothing that is measured changes them. */
export async function prepareVerify({ left, right, table, items }: VerifySites): Promise<void> {
  for (const site of [left, right]) {
    await createTable(site, table);
    await fillTable(site, table, items);
  }
}

/** The verifier beside the scans alone, once each. */
export async function measureVerify(
  sites: VerifySites,
  program: string,
): Promise<{ readonly samples: Sample[]; readonly line: string }> {
  const ours = await runTask({ kind: 'verify', side: 'ours', ...sites }, program);
  const against = await runTask({ kind: 'verify', side: 'scans', ...sites }, program);
  const rates = { ours: rate(ours), against: rate(against) };
  return {
    samples: [
      { name: 'verify-scans.rate', unit: 'items/s', ...rates },
      { name: 'verify-scans.cpu', unit: 'µs/item', ours: cpu(ours), against: cpu(against) },
    ],
    line: `verify ${rates.ours.toFixed(0)} items/s, the scans alone ${rates.against.toFixed(0)}`,
  };
}

function rate({ count, elapsedMs }: Metered): number {
  return (count / elapsedMs) * 1_000;
}

function cpu({ count, cpuUs }: Metered): number {
  return cpuUs / count;
}

import { writeFile } from 'node:fs/promises';
import type { Report } from './report.ts';

/** Writes a report as JSON. */
export async function writeReport(file: string, report: Report): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
}

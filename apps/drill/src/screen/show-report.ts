import {
  keepJournal,
  renderReport,
  writeReport,
  type Journal,
  type OpenedWorkload,
  type Report,
} from '@understudy/scenario';
import type { DrillRun } from '../drill-run.ts';

/** Step: the report on the screen, and in its file; the journal of a drill that found a fault is kept. */
export async function showReport({
  screen,
  options,
  report,
  journal,
  boto3,
}: DrillRun &
  Pick<OpenedWorkload, 'boto3'> & { readonly report: Report; readonly journal: Journal }): Promise<void> {
  screen.print(`\n${renderReport(report)}\n`);
  screen.say(`${boto3.summary}; they are in the account above.`);
  if (options.reportFile !== undefined) {
    await writeReport(options.reportFile, report);
    screen.say(`The report as JSON: ${options.reportFile}`);
  }
  if (report.faults.length === 0) return;
  const kept = await keepJournal(journal, options);
  if (kept !== undefined) screen.say(`The journal is kept: ${kept}`);
}

import { describeDuration, type CopyEstimate } from './estimate-copy.ts';
import type { BackfillReport, Progress } from './types.ts';

/** One line on how far it is. */
export function renderProgress({ scanned, expected, perSecond, restMs, segmentsLeft }: Progress): string {
  const share = expected > 0 ? ` of about ${number(Math.max(expected, scanned))}` : '';
  const rest =
    restMs === undefined || segmentsLeft === 0 || scanned >= expected
      ? ''
      : `, about ${describeDuration(restMs)} left`;
  return `${number(scanned)}${share} items, ${number(perSecond)}/s${rest}`;
}

/** What a backfill would take. */
export function renderEstimate({ items, readUnits, writeUnits, durationMs }: CopyEstimate): string {
  return [
    `about ${number(items)} items, as the table's description says (it may be six hours old)`,
    `about ${number(readUnits)} read units and ${number(writeUnits)} write units`,
    `about ${describeDuration(durationMs)}`,
    'nothing was written',
  ].join('\n');
}

/** What became of it, for people. */
export function renderReport(report: BackfillReport): string {
  const { link, elapsedMs, lossWindow, removed, failures, failed } = report;
  // An empty table is done in no time at all.
  const seconds = Math.max(1, elapsedMs) / 1_000;
  const lines = [
    `Backfill of ${link.table} from ${link.source} to ${link.target}: done in ${describeDuration(elapsedMs)}, ${number(report.scanned / seconds)} items/s.`,
    `  ${number(report.scanned)} scanned, ${number(report.copied)} copied, ${number(report.newer)} held already as late or later, ${number(report.leaving)} being deleted`,
    `  ${number(report.readUnits)} read units, ${number(report.writeUnits)} write units (of this process)`,
  ];
  if (lossWindow !== undefined) {
    const from = lossWindow.fromMs === undefined ? 'an unknown time' : time(lossWindow.fromMs);
    lines.push(
      `  Loss window: what was written from ${from} until ${time(lossWindow.untilMs)} may have been dropped by the stream unread.`,
      '  The last state of every item is here now; states in between, which were replaced or deleted, were never copied.',
    );
  }
  if (report.corrected > 0 || removed > 0)
    lines.push(
      `  ${number(report.corrected)} older copies replaced, ${number(removed)} copies removed that the writer no longer holds`,
    );
  if (failed > 0) {
    lines.push(`  ${number(failed)} COULD NOT BE COPIED. The first of them:`);
    for (const { key, cause } of failures) lines.push(`    ${JSON.stringify(key)}: ${cause}`);
  }
  return lines.join('\n');
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

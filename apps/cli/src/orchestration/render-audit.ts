import type { TextStyle } from '@understudy/command-line';
import { type AuditEntry, plainLine } from '@understudy/findings';
import { cutText } from '../cut-text.ts';
import { renderTable } from '../render-table.ts';
import { timeText } from '../time-text.ts';

const NAME_WIDTH = 16;
const MOST_COLUMNS = 80;

/** One line each: when, who, which kind, what. Cut to the terminal's columns, and to 80, unless `wide`. */
export function renderAudit(entries: readonly AuditEntry[], { wide, columns }: TextStyle): string {
  if (entries.length === 0) return 'The audit has no such entries.';
  const rows = entries.map(({ atMs, by, kind, what }) => [
    timeText(atMs),
    wide ? plainLine(by) : cutText(plainLine(by), NAME_WIDTH),
    kind,
    plainLine(what),
  ]);
  const width = wide ? Infinity : Math.min(columns, MOST_COLUMNS);
  return renderTable(['Time', 'Who', 'Kind', 'What'], rows)
    .map((line) => cutText(line, width))
    .join('\n');
}

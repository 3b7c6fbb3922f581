import type { TextStyle } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';
import { cutText } from '../cut-text.ts';
import { renderTable } from '../render-table.ts';
import { renderUnknowns } from './render-unknowns.ts';
import type { Unknown } from './unknowns-of.ts';

const MOST_COLUMNS = 80;

/** What `get` found, as it is shown. */
export interface ShownListing {
  readonly plural: string;
  readonly atMs: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly unknown: readonly Unknown[];
}

/** One table, cut to the terminal and to 80 columns unless wide, and below it what is not known. */
export function renderListing(
  { plural, atMs, header, rows, unknown }: ShownListing,
  { wide, columns }: TextStyle,
): string {
  const width = wide ? Infinity : Math.min(columns, MOST_COLUMNS);
  const table =
    rows.length === 0
      ? [unknown.length === 0 ? `There are no ${plural}.` : `No ${plural} are known.`]
      : renderTable(
          header,
          rows.map((row) => row.map(plainLine)),
        ).map((line) => cutText(line, width));
  const missing = renderUnknowns(unknown, atMs, columns);
  return [...table, ...(missing.length === 0 ? [] : ['', ...missing])].join('\n');
}

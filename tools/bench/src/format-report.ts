import { AIMS, COMPARISONS } from './comparisons.ts';
import type { Row } from './types.ts';

const HEADINGS = ['', 'ours', 'against', 'unit', 'ratio', 'aim'] as const;

/** Columns whose cells end at the same place. */
const NUMERIC: ReadonlySet<number> = new Set([1, 2, 4]);

const MEASURES: Readonly<Record<string, string>> = {
  rate: 'rate',
  cpu: 'CPU',
  median: 'median latency',
  p99: '99th percentile',
};

/** The rows as a table for people, under the conditions they were measured in. */
export function formatReport(rows: readonly Row[], conditions: readonly string[]): string {
  const groups = COMPARISONS.flatMap(({ name, title }) => {
    const mine = rows.filter((row) => row.name.startsWith(`${name}.`));
    return mine.length === 0 ? [] : [{ title, lines: mine.map(cellsOf) }];
  });
  const all = [HEADINGS, ...groups.flatMap(({ lines }) => lines)];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        NUMERIC.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    'Understudy bench',
    ...conditions.map((condition) => `  ${condition}`),
    '',
    line(HEADINGS),
    ...groups.flatMap(({ title, lines }) => [title, ...lines.map(line)]),
    '',
  ].join('\n');
}

function cellsOf({ name, ours, against, ratio, unit }: Row): readonly string[] {
  const measure = name.slice(name.indexOf('.') + 1);
  return [
    `  ${MEASURES[measure] ?? measure}`,
    figure(ours),
    figure(against),
    unit,
    ratio.toFixed(2),
    aimOf(name, ratio),
  ];
}

function aimOf(name: string, ratio: number): string {
  const aim = AIMS[name];
  if (aim === undefined) return '';
  if ('atLeast' in aim) return `≥ ${aim.atLeast.toFixed(2)} ${ratio >= aim.atLeast ? 'met' : 'missed'}`;
  return `≤ ${aim.atMost.toFixed(2)} ${ratio <= aim.atMost ? 'met' : 'missed'}`;
}

/** Three digits or more, thousands apart. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

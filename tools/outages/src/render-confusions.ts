import type { Confusion } from './confusion.ts';

const HEAD = ['policy', 'needed', 'made', 'missed', 'false'] as const;

/** The confusion matrix as a table of plain text. */
export function renderConfusions(confusions: readonly Confusion[]): string {
  const rows = confusions.map(({ policy, needed, made, missed, falsely }) => [
    policy,
    ...[needed, made, missed, falsely].map((count) => count.toLocaleString('en-GB')),
  ]);
  const table = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return `${table.map(line).join('\n')}\n`;
}

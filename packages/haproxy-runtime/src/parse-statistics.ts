import { unreadableAnswer } from './unreadable-answer.ts';

/** The rows of `show stat` (CSV), each by the names of its columns. */
export function parseStatistics(answer: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...rows] = answer.trim().split('\n');
  if (!header.startsWith('# ')) throw unreadableAnswer('show stat', answer);
  const columns = header.slice(2).split(',');
  return rows.map((row) => {
    const values = splitCsv(row);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

/** Cells between commas; one in quotes may hold commas, and quotes doubled. */
function splitCsv(row: string): readonly string[] {
  return [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

import { unreadableAnswer } from './unreadable-answer.ts';

/** The rows of `show servers state`, each by the names of its columns. */
export function parseServersState(answer: string): readonly Readonly<Record<string, string>>[] {
  const [version, header = '', ...rows] = answer.trim().split('\n');
  if (version !== '1' || !header.startsWith('# ')) throw unreadableAnswer('show servers state', answer);
  const columns = header.slice(2).split(' ');
  return rows.map((row) => {
    const values = row.split(' ');
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '-']));
  });
}

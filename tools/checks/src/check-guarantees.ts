import type { Finding } from './types.ts';

/** A row of a table whose first cell is the number of a promise. */
const PROMISE = /^\|\s*(G\d+)\s*\|/;
const LINK = /\]\((?<target>[^)\s#]+)[^)]*\)/g;

/**
 * Looks whether each promise of docs/guarantees.md names what shows it: at least one file of the code, and a test among them, or
 * a property that the simulator's tests hold histories to. (That the files are there, check-links.ts looks.)
 */
export function checkGuarantees(file: string, text: string): readonly Finding[] {
  const rows = text.split('\n').map((line, at) => ({ line, at: `${file}:${String(at + 1)}` }));
  const promises = rows.filter(({ line }) => PROMISE.test(line));
  if (promises.length === 0) return [{ at: file, what: 'promises nothing' }];
  return promises.flatMap(({ line, at }) => {
    const shown = [...line.matchAll(LINK)].map(({ groups }) => groups?.target ?? '');
    const isShown = shown.some((target) => target.endsWith('.test.ts'));
    const name = PROMISE.exec(line)?.[1] ?? '';
    return isShown ? [] : [{ at, what: `${name} names no test that shows it` }];
  });
}

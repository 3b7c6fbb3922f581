import type { HuntSummary } from './summarise-hunt.ts';

/** The table, and each unexplained survivor with its place. */
export function describeHunt({ packages, unexplained }: HuntSummary): string {
  const head = '| package | mutants | kept histories | unit tests | seeds | explained | unexplained |';
  const rows = packages.map(
    ({ name, mutants, histories, tests, seeds, explained, unexplained: left }) =>
      `| ${name} | ${mutants} | ${histories} | ${tests} | ${seeds} | ${explained} | ${left} |`,
  );
  const survivors = unexplained.map(
    ({ mutant: { key, file, line }, verdict }) =>
      `${file}:${line} ${verdict.outcome === 'survived' && !verdict.reached ? '(reached by nothing) ' : ''}${key}`,
  );
  return [head, '| --- | ---: | ---: | ---: | ---: | ---: | ---: |', ...rows, '', ...survivors, ''].join(
    '\n',
  );
}

import { posix } from 'node:path';
import type { FileCounts, HuntSummary } from './summarise-hunt.ts';
import type { Mutant } from './mutant.ts';

const HEAD = `| file | mutants | unit tests | tests in a region | kept histories | seeds | explained | open | not judged yet |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
`;

/**
 * What notices the mutants of each file, then each open survivor, then the explained ones with their reasons, as Markdown.
 * @param from the folder that links start in, from the root of the repository
 */
export function renderMutantTable({ files, open, explained }: HuntSummary, from: string): string {
  const link = (file: string, text: string) => `[${text}](${posix.relative(from, file)})`;
  const rows = files.map((counts) => row(link(counts.file, shortName(counts.file)), counts));
  const told = (mutant: Mutant) =>
    `- ${link(mutant.file, shortName(mutant.file))}, ${code(mutant.key.split(' › ').slice(1).join(' › '))}`;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n## ${title}\n\n${lines.join('\n')}\n`;
  return [
    HEAD,
    ...rows,
    row('all', sumOf(files)),
    section('Open', open.map(told)),
    section(
      'Explained',
      explained.flatMap(({ because, mutants }) => ['', because, '', ...mutants.map(told)]),
    ),
  ].join('');
}

function row(name: string, counts: Omit<FileCounts, 'file'>): string {
  const { mutants, tests, regions, histories, seeds, explained, open, unjudged } = counts;
  const cells = [mutants, tests, regions, histories, seeds, explained, open, unjudged];
  return `| ${name} | ${cells.map((count) => (count === 0 ? '' : count)).join(' | ')} |\n`;
}

function sumOf(files: readonly FileCounts[]): Omit<FileCounts, 'file'> {
  const sum = (of: (counts: FileCounts) => number) => files.reduce((all, counts) => all + of(counts), 0);
  return {
    mutants: sum(({ mutants }) => mutants),
    tests: sum(({ tests }) => tests),
    regions: sum(({ regions }) => regions),
    histories: sum(({ histories }) => histories),
    seeds: sum(({ seeds }) => seeds),
    explained: sum(({ explained }) => explained),
    open: sum(({ open }) => open),
    unjudged: sum(({ unjudged }) => unjudged),
  };
}

/** `moves/mover`, for packages/moves/src/mover.ts. */
function shortName(file: string): string {
  return file
    .replace(/^packages\//, '')
    .replace('/src/', '/')
    .replace(/\.ts$/, '');
}

/** In backticks, however many the text has. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

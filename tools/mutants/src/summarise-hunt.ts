import type { Explanation } from './explained.ts';
import type { JudgedMutant } from './verdict.ts';

/** How many mutants of a package are found by what. */
interface PackageCounts {
  readonly name: string;
  readonly mutants: number;
  readonly histories: number;
  readonly tests: number;
  readonly seeds: number;
  readonly explained: number;
  readonly unexplained: number;
}

export interface HuntSummary {
  readonly packages: readonly PackageCounts[];
  readonly unexplained: readonly JudgedMutant[];
}

/** Counts the verdicts by package. Pure. */
export function summariseHunt(
  judged: readonly JudgedMutant[],
  explained: readonly Explanation[],
): HuntSummary {
  const known = new Set(explained.map(({ key }) => key));
  const survivors = judged.filter(({ verdict }) => verdict.outcome === 'survived');
  const unexplained = survivors.filter(({ mutant }) => !known.has(mutant.key));
  const names = [...new Set(judged.map(({ mutant }) => packageOf(mutant.file)))].sort();
  return {
    unexplained,
    packages: names.map((name) => {
      const own = judged.filter(({ mutant }) => packageOf(mutant.file) === name);
      const by = (what: string) =>
        own.filter(({ verdict }) => verdict.outcome === 'found' && verdict.by === what).length;
      const left = unexplained.filter(({ mutant }) => packageOf(mutant.file) === name).length;
      const counts = { histories: by('history'), tests: by('test'), seeds: by('seed') };
      const found = counts.histories + counts.tests + counts.seeds;
      return {
        name,
        mutants: own.length,
        ...counts,
        explained: own.length - found - left,
        unexplained: left,
      };
    }),
  };
}

function packageOf(file: string): string {
  return file.split('/')[1] ?? file;
}

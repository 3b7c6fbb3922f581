import type { Explanation } from './explained.ts';
import { hashOf, type KeptVerdict, type KeptVerdicts } from './kept-verdicts.ts';
import type { Mutant } from './mutant.ts';

/** What notices the mutants of a file. */
export interface FileCounts {
  readonly file: string;
  readonly mutants: number;
  readonly tests: number;
  readonly regions: number;
  readonly histories: number;
  readonly seeds: number;
  readonly explained: number;
  readonly open: number;
  /** New or changed since the last hunt. */
  readonly unjudged: number;
}

export interface HuntSummary {
  readonly files: readonly FileCounts[];
  /** Survivors without an explanation. */
  readonly open: readonly Mutant[];
  readonly explained: readonly { readonly mutants: readonly Mutant[]; readonly because: string }[];
}

/** Counts the verdicts by file. Pure. */
export function summariseHunt(
  mutants: readonly Mutant[],
  verdicts: KeptVerdicts,
  explained: readonly Explanation[],
): HuntSummary {
  const known = new Set(explained.flatMap(({ keys }) => keys));
  const verdictOf = (mutant: Mutant): KeptVerdict | undefined => verdicts.get(hashOf(mutant));
  const survived = (mutant: Mutant) => verdictOf(mutant) === 'survived';
  const isOpen = (mutant: Mutant) => survived(mutant) && !known.has(mutant.key);
  const files = [...new Set(mutants.map(({ file }) => file))].sort();
  return {
    open: mutants.filter(isOpen),
    explained: explained.map(({ keys, because }) => ({
      because,
      mutants: mutants.filter(({ key }) => keys.includes(key)),
    })),
    files: files.map((file) => {
      const own = mutants.filter((mutant) => mutant.file === file);
      const by = (verdict: KeptVerdict | undefined) => own.filter((one) => verdictOf(one) === verdict).length;
      return {
        file,
        mutants: own.length,
        tests: by('test'),
        regions: by('region'),
        histories: by('history'),
        seeds: by('seed'),
        explained: own.filter((mutant) => survived(mutant) && known.has(mutant.key)).length,
        open: own.filter(isOpen).length,
        unjudged: by(undefined),
      };
    }),
  };
}

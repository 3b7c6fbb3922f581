import type { Mutant } from './mutant.ts';

/** What notices a mutant, or that nothing does. */
export type Verdict =
  | { readonly outcome: 'found'; readonly by: 'history' | 'test' | 'seed'; readonly name: string }
  | { readonly outcome: 'survived'; readonly reached: boolean };

export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

import type { Mutant } from './mutant.ts';

/** What notices a mutant: a unit test, one that needs a region of DynamoDB Local, a kept history, or a seed. */
export type Finder = 'test' | 'region' | 'history' | 'seed';

/** What notices a mutant, or that nothing does. */
export type Verdict =
  | { readonly outcome: 'found'; readonly by: Finder; readonly name: string }
  | {
      readonly outcome: 'survived';
      /** Whether anything came to it. */
      readonly reached: boolean;
      /** Whether the tests that need a region were asked too. */
      readonly inRegions?: boolean;
    };

export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** Mutants that nothing notices, and why the code is right all the same. */
export interface Explanation {
  /** As `npm run mutants -- --list` shows them. */
  readonly keys: readonly string[];
  readonly because: string;
}

/** Survivors that are known: second lines of defence, and what changes nothing but speed. */
export const EXPLAINED: readonly Explanation[] = [];

import type { Explanation } from './explained.ts';
import type { Mutant } from './mutant.ts';

/** Explanations of mutants that are no longer there. */
export function staleExplanations(
  explained: readonly Explanation[],
  mutants: readonly Mutant[],
): readonly string[] {
  const keys = new Set(mutants.map(({ key }) => key));
  return explained.map(({ key }) => key).filter((key) => !keys.has(key));
}

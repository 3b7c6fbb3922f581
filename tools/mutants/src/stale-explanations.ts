import type { Explanation } from './explained.ts';
import type { Mutant } from './mutant.ts';

/** Explained keys that are no mutants, or no longer. */
export function staleExplanations(
  explained: readonly Explanation[],
  mutants: readonly Mutant[],
): readonly string[] {
  const present = new Set(mutants.map(({ key }) => key));
  return explained.flatMap(({ keys }) => keys).filter((key) => !present.has(key));
}

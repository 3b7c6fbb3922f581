import type { Histories } from './histories/histories.ts';
import type { Mutant } from './mutant.ts';
import type { UnitTests } from './tests/unit-tests.ts';
import type { Verdict } from './verdict.ts';
import { PASSED_OVER } from './in-order.ts';

/** What can notice a mutant: only what reaches it is asked. */
export interface Witnesses {
  readonly tests: UnitTests;
  readonly histories: Histories;
}

/**
 * Unit tests first, for they are the quickest; then kept histories, then seeds.
 * @param budgetMs of processor time for tests, and the same for histories; `undefined` where more would have been asked
 */
export async function judgeMutant(
  mutant: Mutant,
  { tests, histories }: Witnesses,
  budgetMs: number,
): Promise<Verdict | undefined> {
  const test = await tests.try(mutant, budgetMs);
  if (typeof test === 'object') return { outcome: 'found', by: 'test', name: test.foundBy };
  const played = await histories.try(mutant, budgetMs);
  if (typeof played === 'object') {
    const name = played.foundBy;
    return { outcome: 'found', by: name.startsWith('seed ') ? 'seed' : 'history', name };
  }
  if (test === PASSED_OVER || played === PASSED_OVER) return undefined;
  return { outcome: 'survived', reached: tests.reaches(mutant) || histories.reaches(mutant) };
}

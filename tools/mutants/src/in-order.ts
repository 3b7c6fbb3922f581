/** More reaches the mutant than there was time for. */
export const PASSED_OVER = 'passed-over';

/** What noticed a mutant; nothing did; or not all was asked. */
export type Found = { readonly foundBy: string } | typeof PASSED_OVER | undefined;

interface Witness {
  readonly name: string;
  /** Of processor time, without a mutant. */
  readonly ms: number;
}

/** What a short test costs besides its own time. */
const AT_LEAST_MS = 2;

/**
 * The most promising first: the test beside the mutant's file, then those of its package, then the rest; among them those that
 * have found much for the time they take. Pure.
 */
export function inOrder<T extends Witness>(
  witnesses: readonly T[],
  file: string,
  finds: ReadonlyMap<string, number>,
): readonly T[] {
  const beside = file.replace(/\.ts$/, '.');
  const own = file.split('/').slice(0, 2).join('/');
  const distance = ({ name }: T) => (name.startsWith(beside) ? 0 : name.startsWith(`${own}/`) ? 1 : 2);
  const worth = ({ name, ms }: T) => ((finds.get(name) ?? 0) + 1) / (ms + AT_LEAST_MS);
  return witnesses.toSorted((one, other) => distance(one) - distance(other) || worth(other) - worth(one));
}

/** As many of them, from the first on, as `budgetMs` is enough for. Pure. */
export function withinBudget<T extends Witness>(witnesses: readonly T[], budgetMs: number): readonly T[] {
  let left = budgetMs;
  return witnesses.filter(({ ms }) => {
    left -= ms;
    return left >= 0;
  });
}

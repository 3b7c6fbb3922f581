type Counts = readonly (readonly [string, number])[];

/** The sums, in the order of their names. */
export function addCounts(one: Counts, other: Counts): Counts {
  const sums = new Map<string, number>();
  for (const [what, times] of [...one, ...other]) sums.set(what, (sums.get(what) ?? 0) + times);
  return [...sums].sort(([first], [second]) => (first < second ? -1 : 1));
}

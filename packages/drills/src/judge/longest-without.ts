/**
 * The longest time in a stretch without one of `times`; the stretch's begin and end count as its bounds.
 * @param times in any order; those outside of the stretch are left out
 */
export function longestWithout(times: readonly number[], fromMs: number, toMs: number): number {
  const within = times.filter((at) => at > fromMs && at < toMs).sort((a, b) => a - b);
  const bounds = [fromMs, ...within, toMs];
  return bounds.slice(1).reduce((longest, at, index) => Math.max(longest, at - (bounds[index] ?? at)), 0);
}

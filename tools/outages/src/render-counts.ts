/** How often what happened, a line each. */
export function renderCounts(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([what, times]) => `${what}: ${times.toLocaleString('en-GB')}\n`).join('');
}

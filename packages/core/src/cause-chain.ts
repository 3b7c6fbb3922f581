/** An error and all the causes beneath it, outermost first; cycles end it. (`AggregateError`s are entered too.) */
export function* causeChain(error: unknown): Generator {
  const seen = new Set<unknown>();
  const open: unknown[] = [error];
  while (open.length > 0) {
    const next = open.shift();
    if (next === undefined || next === null || seen.has(next)) continue;
    seen.add(next);
    yield next;
    if (typeof next !== 'object') continue;
    if ('cause' in next) open.push(next.cause);
    if (next instanceof AggregateError) open.push(...(next.errors as unknown[]));
  }
}

/** A part of a snapshot that was read just now. */
export function knownPart<Value>(value: Value, atMs = Date.UTC(2026, 10, 28, 14, 31, 2) - 400) {
  return { known: true as const, atMs, ageMs: 400, value };
}

/** A part that could not be read, with what it was before where that is given. */
export function unknownPart<Value>(why: string, last?: Value) {
  const atMs = Date.UTC(2026, 10, 28, 14, 30, 15);
  return {
    known: false as const,
    why,
    ...(last === undefined ? {} : { last: { atMs, ageMs: 47_000, value: last } }),
  };
}

/** Something that was read: what it was, and when; or why it could not be, and what it was before. */
export type Reading<T> =
  | (Seen<T> & { readonly kind: 'seen' })
  | { readonly kind: 'unseen'; readonly why: string; readonly code?: string; readonly last?: Seen<T> };

export interface Seen<T> {
  readonly value: T;
  /** Wall time in ms, for people. */
  readonly atMs: number;
  /** Monotonic time in ms, for its age. */
  readonly seenMs: number;
}

/** What was seen last, also where the last look failed. */
export function lastOf<T>(reading: Reading<T>): Seen<T> | undefined {
  return reading.kind === 'seen' ? reading : reading.last;
}

/** The same reading of something else. */
export function mapReading<T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> {
  const mapped = (seen: Seen<T>): Seen<U> => ({ ...seen, value: change(seen.value) });
  if (reading.kind === 'seen') return { kind: 'seen', ...mapped(reading) };
  const { last, ...why } = reading;
  return { ...why, ...(last !== undefined && { last: mapped(last) }) };
}

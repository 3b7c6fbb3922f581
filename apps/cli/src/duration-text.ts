const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A length of time for people: `340 ms`, `2.4 s`, `3 min 5 s`, `2 h 10 min`. */
export function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  const [whole, rest, names] =
    ms < HOUR_MS
      ? [MINUTE_MS, SECOND_MS, ['min', 's'] as const]
      : [HOUR_MS, MINUTE_MS, ['h', 'min'] as const];
  return `${Math.floor(ms / whole)} ${names[0]} ${Math.floor((ms % whole) / rest)} ${names[1]}`;
}

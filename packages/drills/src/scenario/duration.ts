import * as z from 'zod';

const UNITS = { ms: 1, s: 1_000, m: 60_000 } as const;
const EXPECTED = 'a duration such as 500ms, 2s or 1m';
const DURATION = /^(?<count>\d{1,6}(?:\.\d{1,3})?)(?<unit>ms|s|m)$/;

/** A duration as people write it, `500ms`, `2s` or `1.5m`, read as milliseconds. */
export function duration() {
  return z
    .string({ error: EXPECTED })
    .regex(DURATION, { error: EXPECTED })
    .transform((text) => {
      const { count = '0', unit = 'ms' } = DURATION.exec(text)?.groups ?? {};
      return Number(count) * UNITS[unit as keyof typeof UNITS];
    });
}

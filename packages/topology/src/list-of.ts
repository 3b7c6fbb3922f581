import * as z from 'zod';

/** A list that needs an entry. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(entry)
    .refine((entries) => entries.length > 0, {
      params: { code: 'UND_TOPOLOGY_LIST_EMPTY', expected: 'at least one entry' },
    })
    .meta({ minItems: 1 });
}

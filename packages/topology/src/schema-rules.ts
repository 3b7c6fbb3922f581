import * as z from 'zod';
import { isAddress, isSharedAddress, isUnspecified } from './check-words.ts';

/** A list that needs an entry. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(entry)
    .refine((entries) => entries.length > 0, {
      params: { code: 'UND_TOPOLOGY_LIST_EMPTY', expected: 'at least one entry' },
    })
    .meta({ minItems: 1 });
}

export function address({ any }: { readonly any: boolean }) {
  return z
    .string()
    .refine((text) => (any && text === '*') || (isAddress(text) && (any || !isUnspecified(text))), {
      params: {
        code: 'UND_TOPOLOGY_ADDRESS_INVALID',
        expected: `an IP address such as 192.0.2.7${any ? ', or * for all' : ''}`,
      },
    });
}

export function sharedAddress() {
  return z.string().refine(isSharedAddress, {
    params: {
      code: 'UND_TOPOLOGY_SHARED_ADDRESS_INVALID',
      expected: 'an IP address with the length of its prefix, such as 192.0.2.10/32',
    },
  });
}

export const port = () => z.int().min(1).max(65_535);

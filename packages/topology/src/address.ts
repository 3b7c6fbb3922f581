import * as z from 'zod';
import { isAddress, isUnspecified } from './is-address.ts';

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

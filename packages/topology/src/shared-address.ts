import * as z from 'zod';
import { isSharedAddress } from './is-shared-address.ts';

export function sharedAddress() {
  return z.string().refine(isSharedAddress, {
    params: {
      code: 'UND_TOPOLOGY_SHARED_ADDRESS_INVALID',
      expected: 'an IP address with the length of its prefix, such as 192.0.2.10/32',
    },
  });
}

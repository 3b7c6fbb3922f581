import * as z from 'zod';
import { carriesCredentials, isEndpoint } from './is-endpoint.ts';

/** Where a program of the service answers: a host, and a port if need be. */
export function programUrl() {
  return z
    .string()
    .refine((text) => !carriesCredentials(text), {
      params: {
        code: 'UND_TOPOLOGY_PROGRAM_URL_CREDENTIALS',
        expected: 'a URL without user and password, http://10.0.0.5:8000',
      },
    })
    .refine((text) => carriesCredentials(text) || isEndpoint(text), {
      params: {
        code: 'UND_TOPOLOGY_PROGRAM_URL_INVALID',
        expected: 'a URL of a host and nothing else, http://10.0.0.5:8000',
      },
    })
    .meta({ format: 'uri' });
}

import type { RouteSpec } from '@understudy/api-contract';
import type * as z from 'zod';
import { ApiError } from '../errors.ts';

export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const PROBLEMS_SHOWN = 20;

/**
 * Parameters, query and body in the form of the contract. Parameters that a route does not have are left out; members of a body that it
 * does not have are refused, since a typo there would change what is done.
 * @throws ApiError `UND_API_REQUEST_INVALID` with every problem
 */
export function readInput(route: RouteSpec, raw: RawInput): RawInput {
  const problems: { readonly at: string; readonly what: string }[] = [];
  const parse = (name: keyof RawInput, schema: z.ZodType | undefined) => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(raw[name]);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues)
      problems.push({ at: [name, ...path.map(String)].join('.').slice(0, 200), what: message.slice(0, 300) });
    return undefined;
  };
  const input = {
    params: parse('params', route.params),
    query: parse('query', route.query),
    body: parse('body', route.body),
  };
  const [first] = problems;
  if (first === undefined) return input;
  throw new ApiError('UND_API_REQUEST_INVALID', {
    what: `${first.at}: ${first.what}`,
    details: { problems: problems.slice(0, PROBLEMS_SHOWN) },
  });
}

/** @throws ApiError `UND_API_KEY_MISSING` */
export function readKey(header: unknown): string {
  if (typeof header === 'string' && /^[\w-]{8,128}$/.test(header)) return header;
  throw new ApiError('UND_API_KEY_MISSING', {
    what:
      header === undefined
        ? 'The header Idempotency-Key is missing.'
        : 'The header Idempotency-Key is not one.',
  });
}

import { causeChain } from '@understudy/core';

const CODES = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|UND_ERR_)/;

/** What the network said where an error comes from it, by itself or as a cause; else `undefined`. */
export function findNetworkError(error: unknown): string | undefined {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    const { code } = cause as { readonly code?: unknown };
    if (cause.name !== 'TimeoutError' && !(typeof code === 'string' && CODES.test(code))) continue;
    // Several addresses that all failed make one error without words.
    return cause.message === '' ? String(code) : cause.message;
  }
  return undefined;
}

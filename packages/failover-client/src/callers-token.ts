import { createHash } from 'node:crypto';
import type { WireRequest } from './types.ts';

/** The token by which DynamoDB recognises the caller's transaction when it is sent again. */
export function callersToken({ input }: WireRequest): string | undefined {
  return (input as { readonly ClientRequestToken?: string }).ClientRequestToken;
}

const NONCE_LENGTH = 16;

/** The same whenever the part of that transaction is stamped, and another one for every other part and transaction. */
export function nonceOfToken(token: string, at: number): string {
  return createHash('sha256').update(`${token} ${at}`).digest('base64url').slice(0, NONCE_LENGTH);
}

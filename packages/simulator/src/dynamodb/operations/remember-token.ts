import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { DatabaseState } from '../database-state.ts';
import { idempotentParameterMismatch } from '../idempotent-parameter-mismatch.ts';
import { validationException } from '../validation-exception.ts';

const LONGEST_TOKEN = 36;
/** How long DynamoDB remembers the token of a transaction. */
const TOKEN_LIFETIME_MS = 10 * 60 * 1000;

/** One text for equal requests: fields in order, bytes in base64, what is not there left out. */
function fingerprintOf(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return `base64:${Buffer.from(value).toString('base64')}`;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)));
  });
}

/** A request's token, ready to be looked up and kept. */
export interface Token {
  readonly text: string;
  readonly fingerprint: string;
}

/** @throws ValidationException for a token that is too long. */
export function tokenOf(text: string, items: readonly TransactWriteItem[]): Token {
  if (text.length > LONGEST_TOKEN) {
    throw validationException(
      `Value ${text} at 'clientRequestToken' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${LONGEST_TOKEN}`,
    );
  }
  return { text, fingerprint: fingerprintOf(items) };
}

/**
 * Whether this transaction was carried out before: then it is answered, and not carried out again.
 * @throws IdempotentParameterMismatchException when another one was, under the same token.
 */
export function isRepeated(state: DatabaseState, { text, fingerprint }: Token): boolean {
  const known = state.tokens.get(text);
  if (known === undefined || known.untilMs <= state.nowMs) return false;
  if (known.fingerprint !== fingerprint) throw idempotentParameterMismatch();
  return true;
}

/** Keeps the token of a transaction that was carried out; those of cancelled ones may be used again. */
export function rememberToken(state: DatabaseState, { text, fingerprint }: Token): void {
  for (const [old, { untilMs }] of state.tokens) {
    if (untilMs > state.nowMs) break;
    state.tokens.delete(old);
  }
  state.tokens.delete(text);
  state.tokens.set(text, { fingerprint, untilMs: state.nowMs + TOKEN_LIFETIME_MS });
}

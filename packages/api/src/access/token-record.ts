import { createHash, randomBytes } from 'node:crypto';
import { Role } from '@understudy/api-contract';
import * as z from 'zod';

/** A token without its secret. `hash`: SHA-256 of the whole token. */
export const TokenRecord = z.object({
  id: z.string().regex(/^[a-z0-9]{8}$/),
  name: z.string().min(1).max(100),
  role: Role,
  hash: z.string().regex(/^[\w-]{43}$/),
  createdMs: z.number(),
});
export type TokenRecord = z.infer<typeof TokenRecord>;

/** What the file of tokens holds. */
export const TokenFileContent = z.object({ version: z.literal(1), tokens: z.array(TokenRecord).max(1_000) });

/** 256 bits of chance: such a token can't be guessed, so that a fast hash of it gives nothing away, and each request can afford it. */
const SECRET_BYTES = 32;

/** Draws a token. Its text is known to who receives it alone. */
export function drawToken(facts: Pick<TokenRecord, 'name' | 'role' | 'createdMs'>): {
  readonly token: string;
  readonly record: TokenRecord;
} {
  const id = randomBytes(8).toString('hex').slice(0, 8);
  const token = `und_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { token, record: { id, ...facts, hash: hashSecret(token) } };
}

export function hashSecret(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

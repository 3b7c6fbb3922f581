import * as z from 'zod';
import { list } from './list.ts';
import { WallTime } from './wall-time.ts';

export const Role = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof Role>;

/** Who asks, and what they may do. */
export const SessionState = z.object({
  /** The name of the token: what is written down as `by`. */
  name: z.string(),
  role: Role,
  /** Send it as `x-understudy-csrf` with every request that changes something; absent where a bearer token was sent. */
  csrf: z.string().optional(),
  /** When the session ends; absent where a bearer token was sent. */
  untilMs: WallTime.optional(),
});
export type SessionState = z.infer<typeof SessionState>;

/** The tokens without their secrets. */
export const TokensState = z.object({
  tokens: list(z.object({ id: z.string(), name: z.string(), role: Role, createdMs: WallTime })),
});
export type TokensState = z.infer<typeof TokensState>;

import * as z from 'zod';

/** A token, which the answer turns into a session cookie. */
export const LoginRequest = z.strictObject({ token: z.string().min(1).max(200) });
export type LoginRequest = z.infer<typeof LoginRequest>;

import * as z from 'zod';
import { AcceptedLoss } from './intent-state.ts';
import { Name, Words } from './wall-time.ts';

/** The revision of the route that was shown when it was decided. */
const revision = z.int().min(0);

export const SwitchoverRequest = z.strictObject({
  to: Name,
  reason: Words,
  revision,
  /** Moves although links have dead letters. */
  acceptParked: z.boolean().default(false),
});
export type SwitchoverRequest = z.infer<typeof SwitchoverRequest>;

export const FailoverRequest = z.strictObject({
  to: Name,
  reason: Words,
  revision,
  /** Promotes although the lag is unknown or over the limit: why, and what the person saw who accepts it. */
  accept: z.strictObject({ why: Words, loss: AcceptedLoss }).optional(),
});
export type FailoverRequest = z.infer<typeof FailoverRequest>;

export const AbortRequest = z.strictObject({ moveId: Name, reason: Words });
export type AbortRequest = z.infer<typeof AbortRequest>;

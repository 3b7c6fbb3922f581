import * as z from 'zod';
import { AcceptedLoss } from './intent-state.ts';
import { Milliseconds, Name } from './wall-time.ts';

/** Words that say why; line breaks become blanks. */
const words = z.string().trim().min(1).max(1_000);

/** From a minute to 30 days. */
const length = Milliseconds.int().min(60_000).max(2_592_000_000);

/** The revision of the route that was shown when it was decided. */
const revision = z.int().min(0);

export const SwitchoverRequest = z.strictObject({
  to: Name,
  reason: words,
  revision,
  /** Moves although links have dead letters. */
  acceptParked: z.boolean().default(false),
});
export type SwitchoverRequest = z.infer<typeof SwitchoverRequest>;

export const FailoverRequest = z.strictObject({
  to: Name,
  reason: words,
  revision,
  /** Promotes although the lag is unknown or over the limit: why, and what the person saw who accepts it. */
  accept: z.strictObject({ why: words, loss: AcceptedLoss }).optional(),
});
export type FailoverRequest = z.infer<typeof FailoverRequest>;

export const AbortRequest = z.strictObject({ moveId: Name, reason: words });
export type AbortRequest = z.infer<typeof AbortRequest>;

/** An answer to a proposal, decided on one revision of the intent. */
export const AnswerRequest = z.strictObject({ comment: words, intentRevision: z.int().min(1) });
export type AnswerRequest = z.infer<typeof AnswerRequest>;

export const FreezeRequest = z.strictObject({ reason: words, forMs: length });
export type FreezeRequest = z.infer<typeof FreezeRequest>;

export const MaintenanceRequest = z.strictObject({ reason: words, forMs: length.default(7_200_000) });
export type MaintenanceRequest = z.infer<typeof MaintenanceRequest>;

export const AcknowledgeRequest = z.strictObject({ moveId: Name, comment: words });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;

/** `theirs` is what lost, `ours` what is stored. */
const side = z.enum(['theirs', 'ours']);

/** A decision on an entry of the ledger. */
export const LedgerRequest = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('merge'),
    why: words,
    /** Decides conflicts that no attribute of `take` decides. */
    rest: side.optional(),
    take: z.record(z.string().min(1).max(1_024), side).optional(),
    trustBase: z.boolean().default(false),
  }),
  z.strictObject({ action: z.literal('apply'), why: words, takeOver: z.boolean().default(false) }),
  z.strictObject({ action: z.literal('drop'), why: words }),
]);
export type LedgerRequest = z.infer<typeof LedgerRequest>;

/** A decision on a dead letter. */
export const DeadLetterRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('redrive'), why: words, takeOver: z.boolean().default(false) }),
  z.strictObject({ action: z.literal('drop'), why: words }),
]);
export type DeadLetterRequest = z.infer<typeof DeadLetterRequest>;

/** A token, which the answer turns into a session cookie. */
export const LoginRequest = z.strictObject({ token: z.string().min(1).max(200) });
export type LoginRequest = z.infer<typeof LoginRequest>;

import * as z from 'zod';
import { Words } from './wall-time.ts';

/** `theirs` is what lost, `ours` what is stored. */
const side = z.enum(['theirs', 'ours']);

/** A decision on an entry of the ledger. */
export const LedgerRequest = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('merge'),
    why: Words,
    /** Decides conflicts that no attribute of `take` decides. */
    rest: side.optional(),
    take: z.record(z.string().min(1).max(1_024), side).optional(),
    trustBase: z.boolean().default(false),
  }),
  z.strictObject({ action: z.literal('apply'), why: Words, takeOver: z.boolean().default(false) }),
  z.strictObject({ action: z.literal('drop'), why: Words }),
]);
export type LedgerRequest = z.infer<typeof LedgerRequest>;

/** A decision on a dead letter. */
export const DeadLetterRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('redrive'), why: Words, takeOver: z.boolean().default(false) }),
  z.strictObject({ action: z.literal('drop'), why: Words }),
]);
export type DeadLetterRequest = z.infer<typeof DeadLetterRequest>;

import * as z from 'zod';
import { Evidence } from './finding-state.ts';
import { AcceptedLoss } from './intent-state.ts';
import { LinkName } from './link-state.ts';
import { list } from './list.ts';
import { MoveSummary } from './move-state.ts';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

const Lag = z.object({
  link: LinkName,
  lagMs: Milliseconds.optional(),
  completeUpToMs: WallTime.optional(),
  contactMs: WallTime.optional(),
});
const Parked = z.object({ link: LinkName, parked: Count.optional() });

/** Everything that is known of one move: `understudy report` as JSON. */
export const MoveAccountState = MoveSummary.extend({
  request: z.object({
    by: z.string().optional(),
    automatic: z.boolean(),
    intent: z.string().optional(),
    agreeing: list(z.string()).optional(),
    observers: list(z.string()).optional(),
    answer: z.object({ by: z.string(), comment: Sentence }).optional(),
    acceptedLoss: AcceptedLoss.optional(),
  }),
  evidence: list(Evidence),
  /** From the first look that missed the writer to the verification, the oldest first. */
  moments: list(z.object({ name: z.string(), what: Sentence, atMs: WallTime })),
  steps: list(z.object({ step: z.string(), attempts: Count, tookMs: Milliseconds })),
  /** Absent: it was not looked at, or the audit does not have it. */
  verified: z.boolean().optional(),
  atRisk: z.object({ undrained: list(Lag), parked: list(Parked) }),
  /** What has become of what it put at risk. */
  now: z.object({
    accounted: z.boolean().optional(),
    ledger: z.object({ open: Count, merged: Count, closed: Count, more: z.boolean() }).optional(),
    deadLetters: Count.optional(),
  }),
  /** What could not be read. */
  unknown: list(Sentence),
});
export type MoveAccountState = z.infer<typeof MoveAccountState>;

/** What a move would meet if it began now. */
export const MovePreviewState = z.object({
  kind: z.enum(['switchover', 'failover']),
  from: z.string(),
  to: z.string(),
  atMs: WallTime,
  /** Every reason against it at once; none where it would begin. */
  refusals: list(z.object({ code: z.string(), what: Sentence, remedy: Sentence })),
  lags: list(Lag),
  parked: list(Parked),
  /** How long writes wait at least. */
  waitMs: Milliseconds,
  /** What it may lack, in the form in which a failover accepts it. */
  loss: AcceptedLoss,
  /** The same move as a command. */
  command: z.string(),
});
export type MovePreviewState = z.infer<typeof MovePreviewState>;

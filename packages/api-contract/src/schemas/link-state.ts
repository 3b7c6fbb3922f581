import * as z from 'zod';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

/** One table's replication in one direction. */
export const LinkName = z.object({ table: z.string(), source: z.string(), target: z.string() });
export type LinkName = z.infer<typeof LinkName>;

/** Entries of a link's ledger: up to a thousand are counted. */
const LedgerCount = z.object({ open: Count, merged: Count, closed: Count, more: z.boolean() });

/** A link as its leader described it last in its target region. What is not known is absent. */
export const LinkState = z.object({
  /** `orders/us-east-1/eu-central-1` */
  id: z.string(),
  link: LinkName,
  /** Whether a failover rests on it: it leads away from the writer. */
  fromWriter: z.boolean(),
  /**
   * `replicating`: its leader reported lately. `gap`: the same, and its stream dropped records unread. `silent`: the last report is
   * old. `unled`: the last leader has left. `never`: no replicator has run it yet. `unreadable`: its target region does not answer.
   */
  state: z.enum(['replicating', 'gap', 'silent', 'unled', 'never', 'unreadable']),
  why: Sentence.optional(),
  /** Age of the newest write that is known to be settled. */
  lagMs: Milliseconds.optional(),
  /** Everything that the source had acknowledged before is settled. */
  completeUpToMs: WallTime.optional(),
  /** The source's stream answered last. */
  contactMs: WallTime.optional(),
  atTip: z.boolean().optional(),
  /** Until the stream drops what the link has not read, at the earliest. */
  trimInMs: Milliseconds.optional(),
  reportMs: WallTime.optional(),
  /** Records that it could not apply and that are open. */
  parked: Count.optional(),
  /** Records applied by its present leader. */
  applied: Count.optional(),
  appliedPerSecond: z.number().optional(),
  ledger: LedgerCount.optional(),
});
export type LinkState = z.infer<typeof LinkState>;

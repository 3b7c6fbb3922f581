import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

/** One thing that was seen, and by whom. */
export const Evidence = z.object({ by: z.string(), what: Sentence, atMs: WallTime });

/** Something that is wrong with the service now, with what it means and what is done about it. */
export const FindingState = z.object({
  /** A code of the catalogue of findings. */
  code: z.string(),
  subject: z.string(),
  severity: z.enum(['page', 'ticket', 'notice']),
  title: Sentence,
  meaning: Sentence,
  /** What the orchestrators do about it, or why they do nothing. */
  action: Sentence,
  firstCommand: z.string(),
  /** The page of its runbook in the documents; absent where it has none. */
  runbook: z.string().optional(),
  sinceMs: WallTime.optional(),
  evidence: list(Evidence),
});
export type FindingState = z.infer<typeof FindingState>;

/** A reason why something is not done, with what to do about it. */
export const Reason = z.object({
  code: z.string(),
  what: Sentence,
  remedy: Sentence.optional(),
  sinceMs: WallTime.optional(),
});
export type Reason = z.infer<typeof Reason>;

/** What the leading orchestrator decided last. */
export const DecisionState = z.object({
  by: z.string(),
  atMs: WallTime,
  acts: z.boolean(),
  wanted: z
    .object({
      from: z.string(),
      to: z.string(),
      observers: list(z.string()),
      agreeing: list(z.string()),
      writerSeenMs: WallTime.optional(),
      missedSinceMs: WallTime.optional(),
      confirmedBy: list(z.string()).optional(),
      sinceMs: WallTime.optional(),
    })
    .optional(),
  /** Everything that an automatic failover would meet now. */
  blocks: list(Reason),
});
export type DecisionState = z.infer<typeof DecisionState>;

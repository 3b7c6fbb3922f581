import * as z from 'zod';
import { list } from './list.ts';
import { MoveKind } from './route-state.ts';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

/** One step of a move: of the protocol, or one that a move brings with it. */
export const MoveStepState = z.object({
  /** `claim`, `fence`, `wait`, `drain`, `promote`, `verify`; of a hook or a DNS record its name. */
  name: z.string(),
  kind: z.enum(['protocol', 'hook', 'record']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** What it does or did. */
  what: Sentence,
  /** After it, the move can't be aborted any more. */
  pointOfNoReturn: z.boolean(),
  /** When it began, as far as that is known. */
  begunMs: WallTime.optional(),
  endedMs: WallTime.optional(),
  /** How long it may take. */
  limitMs: Milliseconds.optional(),
  attempt: Count.optional(),
  attempts: Count.optional(),
  required: z.boolean().optional(),
  by: z.string().optional(),
  /** What an attempt wrote, without secrets. */
  output: z.string().optional(),
});
export type MoveStepState = z.infer<typeof MoveStepState>;

/** The move that is under way, or the last one. */
export const MoveState = z.object({
  running: z.boolean(),
  kind: MoveKind,
  from: z.string(),
  to: z.string(),
  moveId: z.string().optional(),
  /** The epoch that it begins. */
  epoch: z.int(),
  /** The intent that it carries out. */
  intent: z.string().optional(),
  reason: Sentence.optional(),
  /** Whether orchestrators decided it. */
  automatic: z.boolean().optional(),
  claimedMs: WallTime.optional(),
  endedMs: WallTime.optional(),
  steps: list(MoveStepState),
  /** Whether everything confirmed that the new writer serves; absent until that is known. */
  verification: z.object({ verified: z.boolean(), atMs: WallTime, missing: list(Sentence) }).optional(),
  /** What stops it, while something does. */
  stopsBy: Sentence.optional(),
});
export type MoveState = z.infer<typeof MoveState>;

/** One move of the past, as the audit has it. */
export const MoveSummary = z.object({
  moveId: z.string(),
  kind: MoveKind,
  from: z.string(),
  to: z.string(),
  outcome: z.enum(['promoted', 'aborted', 'overtaken']),
  epoch: z.int(),
  reason: Sentence,
  by: z.string(),
  endedMs: WallTime,
  tookMs: Milliseconds,
});
export type MoveSummary = z.infer<typeof MoveSummary>;

import * as z from 'zod';
import { list } from './list.ts';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

export const RegionCondition = z.enum([
  'answering',
  'slow',
  'unreachable',
  'name-not-found',
  'tls-failed',
  'throttled',
  'server-error',
  'refused',
  'table-missing',
]);

const Look = z.object({
  condition: RegionCondition,
  tookMs: Milliseconds,
  why: Sentence.optional(),
});

/** A region as one observer sees it. */
export const RegionLook = z.object({
  region: z.string(),
  condition: RegionCondition,
  write: Look,
  read: Look,
  /** Looks in a row that count against the region. */
  missed: Count,
  missedSinceMs: WallTime.optional(),
  /** The last look that was an answer. */
  seenMs: WallTime.optional(),
});

/** The same with who sees it. A report that is old, or of an observer that abstains, counts as no opinion. */
const ObservedRegion = z.object({
  observer: z.string(),
  abstains: z.boolean(),
  fresh: z.boolean(),
  reportedMs: WallTime,
  look: RegionLook,
});

/** How a region answers the machine of the API. */
const AnswerHere = z.object({
  atMs: WallTime,
  answers: z.boolean(),
  tookMs: Milliseconds.optional(),
  why: Sentence.optional(),
});

/** The write fence that is stored in a region. */
const Fence = z.object({ epoch: z.int(), writer: z.string(), revision: z.int() });

export const RegionState = z.object({
  name: z.string(),
  role: z.enum(['writer', 'standby', 'leaving', 'entering', 'witness', 'unknown']),
  /** Since when it has had its role. */
  roleSinceMs: WallTime.optional(),
  observedBy: list(ObservedRegion),
  /** Observers with an opinion that get answers, and that get none. */
  answering: Count,
  against: Count,
  here: AnswerHere.optional(),
  fence: Fence.optional(),
});
export type RegionState = z.infer<typeof RegionState>;

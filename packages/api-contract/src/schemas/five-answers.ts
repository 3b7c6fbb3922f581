import * as z from 'zod';
import { Reason } from './finding-state.ts';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

/** Whether one kind of move may be made now, and every reason against it. */
export const MayMove = z.object({
  /** `with-override`: a person may accept what it would lack. */
  may: z.enum(['yes', 'with-override', 'no', 'unknown']),
  what: Sentence,
  to: z.string().optional(),
  reasons: list(Reason),
});
export type MayMove = z.infer<typeof MayMove>;

/** What a person asks first, answered from one snapshot; every sentence is meant to be shown as it is. */
export const FiveAnswers = z.object({
  /** Are writes failing? */
  writes: z.object({
    state: z.enum(['succeeding', 'slow', 'failing-in-part', 'failing', 'waiting', 'unknown']),
    what: Sentence,
    sinceMs: WallTime.optional(),
    /** Of the observers with an opinion, those that see the writer's writes fail, from 0 to 1. */
    failingRatio: z.number().min(0).max(1).optional(),
  }),
  /** Who is the writer? */
  writer: z.object({
    state: z.enum(['known', 'moving', 'unknown']),
    what: Sentence,
    region: z.string().optional(),
    epoch: z.int().optional(),
    sinceMs: WallTime.optional(),
    /** The region that becomes the writer. */
    next: z.string().optional(),
  }),
  /** May it move, each way, and if not, why? */
  move: z.object({
    what: Sentence,
    /** Planned, with both regions up. */
    switchover: MayMove,
    /** By a person, where the writer is lost. */
    failover: MayMove,
    /** By the orchestrators alone. */
    automatic: MayMove,
    /** Back again, after a move. */
    back: MayMove,
  }),
  /** What happens now, and what follows by itself? */
  now: z.object({
    state: z.enum([
      'idle',
      'findings',
      'wanted',
      'proposed',
      'asked',
      'moving',
      'merging',
      'repairing',
      'unknown',
    ]),
    what: Sentence,
    then: Sentence,
    sinceMs: WallTime.optional(),
    /** Until when what is waited for may come. */
    untilMs: WallTime.optional(),
  }),
  /** What should I do? */
  advice: z.object({
    what: Sentence,
    command: z.string().optional(),
    /** What makes it worse. */
    dont: Sentence.optional(),
  }),
});
export type FiveAnswers = z.infer<typeof FiveAnswers>;

/** A mode that changes what happens by itself: a page says so wherever it is. */
export const Mode = z.object({
  mode: z.enum(['frozen', 'maintenance', 'failsafe', 'automatic-off', 'no-leader']),
  what: Sentence,
  by: z.string().optional(),
  subject: z.string().optional(),
  untilMs: WallTime.optional(),
  /** Its time is over: it counts no more, and a person ends it. */
  outlived: z.boolean(),
});
export type Mode = z.infer<typeof Mode>;

import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

export const ReadinessVerdict = z.enum(['passed', 'action-required', 'unknown']);

/** Whether a move would succeed, and everything that this rests on, as it was found at one time. */
export const ReadinessState = z.object({
  by: z.string(),
  foundMs: WallTime,
  verdict: ReadinessVerdict,
  items: list(
    z.object({
      name: z.string(),
      verdict: ReadinessVerdict,
      cause: Sentence,
      remedy: Sentence.optional(),
    }),
  ),
});
export type ReadinessState = z.infer<typeof ReadinessState>;

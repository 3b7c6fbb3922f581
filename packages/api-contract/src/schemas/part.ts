import * as z from 'zod';
import { Milliseconds, Sentence, WallTime } from './wall-time.ts';

/** Something that could not be read: why, and what it was when it could. */
const unknownPart = <Value extends z.ZodType>(value: Value) =>
  z.object({
    known: z.literal(false),
    why: Sentence,
    /** A code of Understudy, where there is one. */
    code: z.string().optional(),
    /** What it was when it was read last; absent where this process has never read it. */
    last: z.object({ atMs: WallTime, ageMs: Milliseconds, value }).optional(),
  });

/**
 * One part of a snapshot, as it was read at one time, or the reason why it is not known: a page shows the unknown as unknown, never as empty.
 * `ageMs` is the age at the moment of the answer, by the API's monotonic clock.
 */
export const partOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), atMs: WallTime, ageMs: Milliseconds, value }),
    unknownPart(value),
  ]);

export type Part<Value> =
  | { known: true; atMs: number; ageMs: number; value: Value }
  | {
      known: false;
      why: string;
      code?: string | undefined;
      last?: { atMs: number; ageMs: number; value: Value } | undefined;
    };

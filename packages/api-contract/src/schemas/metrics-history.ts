import * as z from 'zod';
import { list } from './list.ts';
import { Milliseconds, WallTime } from './wall-time.ts';

/** The main figures at one time; what is not known then is `null`. */
export const HistoryPoint = z.object({
  atMs: WallTime,
  /** Of the link from the writer that is furthest behind. */
  lagMs: Milliseconds.nullable(),
  /** Records that links from the writer apply in a second: about its writes, where each table has its link. */
  appliedPerSecond: z.number().nullable(),
  /** The middle time of the observers' looks at the writer by a write. */
  writeLookMs: Milliseconds.nullable(),
  /** Of the observers with an opinion, those that see the writer's writes fail. */
  failingRatio: z.number().min(0).max(1).nullable(),
});
export type HistoryPoint = z.infer<typeof HistoryPoint>;

/** What this API has seen since it started, at most an hour of it. */
export const MetricsHistory = z.object({
  everyMs: Milliseconds,
  /** Since when there are points; an API that has just started has few. */
  sinceMs: WallTime.optional(),
  points: list(HistoryPoint),
  /** The lag of each link at the same times, by the link's id. */
  links: z.record(z.string(), list(Milliseconds.nullable())),
});
export type MetricsHistory = z.infer<typeof MetricsHistory>;

import * as z from 'zod';
import { list } from './list.ts';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

/** A drill of the library: a scenario of faults with what it expects. */
export const DrillScenario = z.object({
  name: z.string(),
  title: Sentence,
  about: Sentence,
  expect: z.object({
    writer: z.enum(['moves', 'stays']),
    failedWrites: Count,
    withoutWritesMs: Milliseconds,
  }),
  command: z.string(),
});
export type DrillScenario = z.infer<typeof DrillScenario>;

/** A report that is stored on the machine of the API. */
export const DrillReportLine = z.object({
  /** The name of its file, by which it is opened. */
  report: z.string(),
  scenario: z.string(),
  verdict: z.string(),
  startedMs: WallTime.optional(),
  rtoMs: Milliseconds.optional(),
  missingAtPromotion: Count.optional(),
});
export type DrillReportLine = z.infer<typeof DrillReportLine>;

export const DrillsState = z.object({
  scenarios: list(DrillScenario),
  reports: list(DrillReportLine),
  /** Why there are no reports, where there are none. */
  reportsWhy: Sentence.optional(),
});
export type DrillsState = z.infer<typeof DrillsState>;

import * as z from 'zod';
import { duration } from './duration.ts';
import { eventSchema } from './event-schema.ts';

const count = () => z.int().min(0);
const sentence = () => z.string().trim().min(10).max(600);

/** What a scenario.yaml holds. */
export const scenarioSchema = z.strictObject({
  title: z.string().trim().min(5).max(60),
  about: sentence(),
  load: z
    .strictObject({
      perSecond: z.number().min(1).max(100).default(20),
      items: z.int().min(200).max(100_000).default(200),
    })
    .prefault({}),
  /** The service's limits: longer ones, for a machine on which a whole cloud runs, or those that a service has by default. */
  limits: z.enum(['local', 'default']).default('local'),
  /** The faults begin once everything has been well for so long; where it is not in time, the drill stops. */
  steady: z.strictObject({ for: duration().prefault('3s'), within: duration().prefault('60s') }).prefault({}),
  timeline: z.array(eventSchema).min(1).max(20),
  /** How long the drill watches, from the begin of the faults; up to `atMost` where the writer has yet to move. */
  watch: z.strictObject({ for: duration(), atMost: duration().prefault('90s') }),
  expect: z.strictObject({
    writer: z.enum(['moves', 'stays']),
    /** The most writes that may fail, from the begin of the faults to the end. */
    failedWrites: count(),
    /** The longest time without an acknowledged write. */
    withoutWrites: duration(),
    /** The most acknowledged writes that the new writer may lack when it is promoted; reconciliation brings them later. */
    missingAtPromotion: count().optional(),
    /** How long the clean-up may take until nothing is left to merge. */
    mergedWithin: duration().optional(),
  }),
  /** The drill stops where one of these is exceeded: it has failed by then, and goes on for nothing. */
  stopWhen: z
    .strictObject({ failedWrites: count().optional(), withoutWrites: duration().optional() })
    .prefault({}),
  /** What follows the watch. Every fault is lifted and every killed region restarted in any case. */
  cleanUp: z.strictObject({ switchBack: z.boolean().default(false) }).prefault({}),
});

/** A scenario as it is written in its file, read. Durations are milliseconds. */
export type ScenarioData = z.output<typeof scenarioSchema>;

/** A scenario with its name, that of its folder. */
export interface Scenario extends ScenarioData {
  readonly name: string;
}

import * as z from 'zod';
import { duration } from './duration.ts';

/** A region by the part it has when the faults begin. */
const region = z.enum(['writer', 'standby', 'witness']);
const dataRegion = z.enum(['writer', 'standby']);
const orchestrator = z.enum(['leader', 'follower']);

/** When an event begins, and how long it lasts; without `for` it lasts until the clean-up. */
const when = {
  at: duration(),
  /** What `at` counts from: the begin of the faults, or a step of a move, from its claim to the promotion. */
  after: z.enum(['start', 'claim', 'fenced', 'waited', 'drained', 'promotion']).default('start'),
};
const lasting = { ...when, for: duration().optional() };

/** Which requests a fault strikes. */
const requests = {
  share: z.number().gt(0).max(1).default(1),
  operations: z.array(z.string().min(1)).min(1).optional(),
};

const event = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ do: z.literal(name), ...shape });

/** Everything that a timeline can do, by its `do`. The runner has one action for each. */
export const EVENT_SCHEMAS = [
  event('kill-region', { ...lasting, region }),
  event('pause-region', { ...lasting, region }),
  event('cut-region', { ...lasting, region }),
  event('slow-region', { ...lasting, ...requests, region, by: duration(), jitter: duration().optional() }),
  event('fail-region', {
    ...lasting,
    ...requests,
    region,
    status: z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]).default(500),
  }),
  event('throttle-region', { ...lasting, ...requests, region }),
  event('empty-name', { ...lasting, region }),
  event('stop-sts', { ...lasting, region }),
  event('stall-stream', { ...lasting, region: dataRegion }),
  event('stop-stream', { ...lasting, region: dataRegion, table: z.enum(['cities', 'orders']) }),
  event('restore-region', { ...when, region }),
  event('kill-orchestrator', { ...when, orchestrator }),
  event('pause-orchestrator', { ...lasting, orchestrator }),
  event('cut-orchestrator', {
    ...lasting,
    orchestrator: z.enum(['leader', 'follower', 'followers']),
    from: z.array(region).min(1).default(['writer', 'standby', 'witness']),
  }),
  event('pause-replicator', lasting),
  event('set-load', { ...when, perSecond: z.number().min(1).max(100) }),
  event('switch-over', when),
] as const;

export const eventSchema = z.discriminatedUnion('do', [...EVENT_SCHEMAS]);

/** One thing that a timeline does. Durations are milliseconds. */
export type DrillEvent = z.output<typeof eventSchema>;

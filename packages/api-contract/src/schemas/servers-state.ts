import * as z from 'zod';
import { Reason } from './finding-state.ts';
import { list } from './list.ts';
import { Count, Milliseconds, Sentence, WallTime } from './wall-time.ts';

const Place = z.object({ pool: z.string(), slot: Count, generation: Count });

/** A server of a pool: as each balancer checks it, and as Linode lists it. */
export const ServerState = Place.extend({
  name: z.string(),
  /** By balancer: HAProxy's own state of it. Absent balancers were not seen of late. */
  balancers: list(
    z.object({
      balancer: z.string(),
      state: z.enum(['up', 'down', 'resting']),
      sinceMs: WallTime,
      check: z.string(),
    }),
  ),
  linode: z.object({ region: z.string(), status: z.string(), answers: z.boolean().optional() }).optional(),
  maintenance: z.boolean(),
});
export type ServerState = z.infer<typeof ServerState>;

export const BalancerState = z.object({
  name: z.string(),
  /** Whether it answered of late; unless it did, nothing is known of its servers. */
  fresh: z.boolean(),
  seenMs: WallTime.optional(),
  missed: Count,
  why: Sentence.optional(),
  up: Count,
  down: Count,
  resting: Count,
});
export type BalancerState = z.infer<typeof BalancerState>;

const PoolState = z.object({
  name: z.string(),
  count: Count,
  regions: list(z.string()),
  restarts: z.boolean(),
});

export const ServersState = z.object({
  /** Who looked: an orchestrator, or the machine of the API. */
  by: z.string(),
  pools: list(PoolState),
  balancers: list(BalancerState),
  servers: list(ServerState),
  /** Linode's regions that the pools name; absent where its API was never read. */
  linode: z
    .object({
      fresh: z.boolean(),
      seenMs: WallTime.optional(),
      why: Sentence.optional(),
      regions: list(z.object({ id: z.string(), status: z.enum(['ok', 'outage']) })),
    })
    .optional(),
});
export type ServersState = z.infer<typeof ServersState>;

const Rung = z.enum(['rejoin', 'restart', 'reboot', 'replace', 'move']);

/** What was done to the server at one place of a pool. */
export const RepairState = z.object({
  pool: z.string(),
  slot: Count,
  attempts: list(
    z.object({
      number: Count,
      rung: Rung,
      server: z.string(),
      region: z.string(),
      by: z.string(),
      reason: Sentence,
      atMs: WallTime,
      state: z.enum(['begun', 'verified', 'unverified', 'failed']),
      endedMs: WallTime.optional(),
      outcome: Sentence.optional(),
      serving: z.string().optional(),
    }),
  ),
});

/** The next repair of a server that is down, as the leading orchestrator plans it. */
export const PlannedRepairState = z.object({
  pool: z.string(),
  slot: Count,
  server: z.string(),
  reason: Sentence,
  step: z
    .object({
      rung: Rung,
      region: z.string(),
      precondition: Sentence,
      action: Sentence,
      verification: Sentence,
      limitMs: Milliseconds,
    })
    .optional(),
  passedOver: list(z.object({ rung: Rung, why: Sentence })),
  blocks: list(Reason),
  underWay: z.boolean(),
  acts: z.boolean(),
  sinceMs: WallTime.optional(),
});

export const RepairsState = z.object({ planned: list(PlannedRepairState), made: list(RepairState) });
export type RepairsState = z.infer<typeof RepairsState>;

import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

export const MoveKind = z.enum(['switchover', 'failover']);
export type MoveKind = z.infer<typeof MoveKind>;

/** A region that was left, whose late requests and unread records still count. */
const Merging = z.object({
  region: z.string(),
  tail: z.enum(['unsettled', 'settled']),
  untilMs: WallTime,
});

const Epoch = z.object({
  epoch: z.int(),
  writer: z.string(),
  fromMs: WallTime,
  /** `null` while the epoch lasts. */
  untilMs: WallTime.nullable(),
});

/** A move as the route has it. */
const RouteMove = z.object({
  moveId: z.string(),
  kind: MoveKind,
  from: z.string(),
  to: z.string(),
  step: z.enum(['claimed', 'fenced', 'waited', 'drained']),
  claimedMs: WallTime,
  reason: Sentence,
});

/** The route: who takes the writes. `revision` is what a request to act names as the state that it was decided on. */
export const RouteState = z.object({
  revision: z.int(),
  epoch: z.int(),
  state: z.enum(['steady', 'moving']),
  /** The region that takes writes; while the writer moves, the one that is being left. */
  writer: z.string(),
  standby: z.string(),
  move: RouteMove.optional(),
  merging: list(Merging),
  /** The last ones, the oldest first. */
  epochs: list(Epoch),
});
export type RouteState = z.infer<typeof RouteState>;

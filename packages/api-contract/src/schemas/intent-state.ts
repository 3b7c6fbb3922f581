import * as z from 'zod';
import { list } from './list.ts';
import { Milliseconds, Sentence, WallTime } from './wall-time.ts';

/** What a failover over the limit may lack, as the person saw it who accepted that. */
export const AcceptedLoss = z.object({
  /** How far the link that was furthest behind was behind; absent: no link reports it. */
  mostMs: Milliseconds.min(0).optional(),
  /** Tables whose links do not report how far they are behind. */
  unknown: z.array(z.string().min(1).max(255)).max(1_000).readonly(),
});

export const IntentAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switchover'), to: z.string(), acceptParked: z.boolean().optional() }),
  z.object({
    kind: z.literal('failover'),
    to: z.string(),
    override: Sentence.optional(),
    acceptedLoss: z.object({ mostMs: Milliseconds.optional(), unknown: list(z.string()) }).optional(),
  }),
  z.object({ kind: z.literal('abort'), moveId: z.string().optional() }),
]);

/** A request to act, from its making to its end. */
export const IntentState = z.object({
  id: z.string(),
  action: IntentAction,
  by: z.string(),
  reason: Sentence,
  atMs: WallTime,
  /** Nothing is begun after it. */
  untilMs: WallTime,
  /** The revision of the route that it was decided on; absent: any. */
  routeRevision: z.int().optional(),
  /** `proposed`: waits for a person's approval. `open`: waits for the leader. `taken`: a leader carries it out. The others are ends. */
  state: z.enum([
    'proposed',
    'open',
    'taken',
    'done',
    'unverified',
    'refused',
    'aborted',
    'failed',
    'rejected',
    'expired',
  ]),
  /** Counts its changes from 1; an answer names the one that it was decided on. */
  revision: z.int(),
  answer: z.object({ by: z.string(), comment: Sentence, atMs: WallTime }).optional(),
  outcome: z.object({ what: Sentence, code: z.string().optional(), atMs: WallTime }).optional(),
});
export type IntentState = z.infer<typeof IntentState>;

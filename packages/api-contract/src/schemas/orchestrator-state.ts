import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

/** One orchestrator of the topology, as its reports show it. */
export const OrchestratorState = z.object({
  name: z.string(),
  place: z.string(),
  /** `leads` and `follows` are healthy; `abstains`: it does not trust what it sees; `silent`: its last report is old; `unknown`: it has never reported. */
  state: z.enum(['leads', 'follows', 'abstains', 'silent', 'unknown']),
  reportedMs: WallTime.optional(),
  version: z.string().optional(),
  /** The fingerprint of its topology. */
  topology: z.string().optional(),
  doubts: list(z.object({ kind: z.enum(['late', 'clocks', 'alone']), what: Sentence })),
});
export type OrchestratorState = z.infer<typeof OrchestratorState>;

export const OrchestratorsState = z.object({
  /** Who leads; absent while no orchestrator does. */
  leader: z.string().optional(),
  leaderSinceMs: WallTime.optional(),
  /** Whether a failover is made without a person. */
  automatic: z.boolean(),
  /** Whether an automatic failover waits for a person's approval. */
  approval: z.boolean(),
  orchestrators: list(OrchestratorState),
});
export type OrchestratorsState = z.infer<typeof OrchestratorsState>;

/** A gateway or a replicator, as it answers the machine of the API. */
export const ProgramState = z.object({
  name: z.string(),
  url: z.string(),
  seenMs: WallTime,
  state: z.enum(['ready', 'not-ready', 'silent']),
  why: Sentence.optional(),
  problems: list(
    z.object({
      problem: Sentence,
      code: z.string().optional(),
      remedy: Sentence.optional(),
      region: z.string().optional(),
    }),
  ),
});
export type ProgramState = z.infer<typeof ProgramState>;

/** An alert that fires, and the orchestrators that Alertmanager sent it to. */
export const AlertState = z.object({
  name: z.string(),
  severity: z.string().optional(),
  signal: z.enum(['application-errors']).optional(),
  region: z.string().optional(),
  summary: Sentence,
  startedMs: WallTime,
  receivedBy: list(z.string()),
});
export type AlertState = z.infer<typeof AlertState>;

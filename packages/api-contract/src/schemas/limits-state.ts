import * as z from 'zod';
import { list } from './list.ts';
import { Count, Milliseconds } from './wall-time.ts';

/** The limits and settings of the service, and which versions run. */
export const LimitsState = z.object({
  limits: z.object({
    leaseMs: Milliseconds,
    drift: z.number(),
    attemptTimeoutMs: Milliseconds,
    controlTimeoutMs: Milliseconds,
    writeDeadlineMs: Milliseconds,
    maxRequestAgeMs: Milliseconds,
    tombstoneTtlMs: Milliseconds,
    streamQuietMs: Milliseconds,
    maxLagMs: Milliseconds,
  }),
  /** How long writes wait at least in a move. */
  promotionWaitMs: Milliseconds,
  /** Absent where the topology declares no orchestrators. */
  orchestrator: z
    .object({
      automatic: z.boolean(),
      approval: z.boolean(),
      approvalLimitMs: Milliseconds,
      lookEveryMs: Milliseconds,
      lookLimitMs: Milliseconds,
      looks: Count,
      reportEveryMs: Milliseconds,
      leaderTtlMs: Milliseconds,
      pauseMs: Milliseconds,
    })
    .optional(),
  versions: list(z.object({ program: z.string(), version: z.string(), topology: z.string().optional() })),
});
export type LimitsState = z.infer<typeof LimitsState>;

import type { UnderstudyError } from '@understudy/core';
import type { Scenario } from '@understudy/drills';
import type { Intent, ProgramSight } from '@understudy/findings';
import type { Topology } from '@understudy/topology';
import type { MoveRecord } from '../move-report/move-record.ts';
import type { ReadMoves } from '../move-report/read-moves.ts';
import type { PlanView } from '../orchestration/plan-view.ts';
import type { ServiceStatus } from '../status/types.ts';

/** What a kind needs beside the topology. */
export type Source = 'control' | 'regions' | 'programs' | 'moves' | 'intents' | 'scenarios';

/** Something that could not be read, and why. */
export interface NotRead {
  readonly error: UnderstudyError;
}

/** Everything that was read for one command. What no source asked for is absent; what could not be read says why. */
export interface Sights {
  readonly topology: Topology;
  /** Wall time in ms. */
  readonly atMs: number;
  /** What orchestrators see and decided; absent where the topology has none, too. */
  readonly plan?: PlanView | NotRead;
  readonly status?: ServiceStatus;
  /** What kept the route from being read. */
  readonly routeError?: UnderstudyError;
  /** As seen from this machine. */
  readonly programs?: readonly ProgramSight[];
  /** Newest first. */
  readonly moves?: ReadMoves | NotRead;
  /** Those that ended long ago, too; in the order of `atMs`. */
  readonly intents?: readonly Intent[] | NotRead;
  readonly scenarios?: readonly Scenario[];
}

/** The plan, where it could be read. */
export function planOf({ plan }: Sights): PlanView | undefined {
  return plan === undefined || 'error' in plan ? undefined : plan;
}

/** The moves that could be read, the newest first. */
export function movesOf({ moves }: Sights): readonly MoveRecord[] {
  return moves === undefined || 'error' in moves ? [] : moves.moves;
}

import * as z from 'zod';
import { DecisionState, FindingState } from './finding-state.ts';
import { DirectivesState } from './directives-state.ts';
import { FiveAnswers, Mode } from './five-answers.ts';
import { IntentState } from './intent-state.ts';
import { LinkState } from './link-state.ts';
import { list } from './list.ts';
import { MoveState } from './move-state.ts';
import { AlertState, OrchestratorsState, ProgramState } from './orchestrator-state.ts';
import { partOf } from './part.ts';
import { ReadinessState } from './readiness-state.ts';
import { RegionState } from './region-state.ts';
import { RouteState } from './route-state.ts';
import { RepairsState, ServersState } from './servers-state.ts';
import { Count, Milliseconds, WallTime } from './wall-time.ts';

/** What the topology says of the service; it does not change while the API runs. */
export const ServiceFacts = z.object({
  name: z.string(),
  regions: list(z.string()),
  witness: z.string(),
  tables: list(z.object({ name: z.string(), writes: z.enum(['stamped', 'foreign']), conflicts: z.string() })),
  /** Whether orchestrators, servers and programs are declared. */
  orchestrators: z.boolean(),
  servers: z.boolean(),
  programs: z.boolean(),
  /** Whether it runs on a local cloud, whose regions can be broken on purpose. */
  localCloud: z.boolean(),
});
export type ServiceFacts = z.infer<typeof ServiceFacts>;

/** The parts of a snapshot that are read, each with its age. */
export const snapshotParts = {
  route: partOf(RouteState),
  regions: partOf(list(RegionState)),
  links: partOf(list(LinkState)),
  findings: partOf(list(FindingState)),
  decision: partOf(DecisionState),
  readiness: partOf(ReadinessState),
  intents: partOf(list(IntentState)),
  /** `null`: no move has been made yet. */
  move: partOf(MoveState.nullable()),
  directives: partOf(DirectivesState),
  orchestrators: partOf(OrchestratorsState),
  programs: partOf(list(ProgramState)),
  alerts: partOf(list(AlertState)),
  servers: partOf(ServersState),
  repairs: partOf(RepairsState),
};
export type SnapshotPart = keyof typeof snapshotParts;

/** One read of everything that a page needs. Pages show one snapshot, never parts of two. */
export const Snapshot = z.object({
  service: ServiceFacts,
  /** When it was put together. */
  atMs: WallTime,
  /** The age of its oldest part that the control store answers for; it grows while the store is silent. */
  ageMs: Milliseconds,
  /** The API that answers: drawn at its start, and how often it has put a snapshot together. */
  instance: z.string(),
  sequence: Count,
  answers: FiveAnswers,
  modes: list(Mode),
  ...snapshotParts,
});
export type Snapshot = z.infer<typeof Snapshot>;

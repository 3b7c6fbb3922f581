export { drawInterruptions } from './draw-interruptions.ts';
export { drawOutages } from './draw-outages.ts';
export { FailoverJudge, type JudgedFailovers } from './failover-judge.ts';
export { OrchestratorWorld, type LivingOrchestrator, type WorldOrchestrator } from './orchestrator-world.ts';
export type { Outage } from './outage.ts';
export { OutagesAt } from './outages-at.ts';
export { playedMs, playOutages } from './play-outages.ts';
export { sampleCheckFacts, sampleTableFacts } from './sample-check-facts.ts';
export {
  sampleServerSettings,
  sampleServersSight,
  sampleServersView,
  type SampleServers,
} from './sample-servers.ts';
export {
  AT_MS,
  EAST,
  sampleLink,
  samplePolicy,
  sampleReport,
  sampleSight,
  sampleView,
  viewWithoutWriter,
  WEST,
} from './sample-view.ts';
export { sampleHook, sampleRecord, sampleSteps } from './sample-steps.ts';
export { WorldEyes, type WorldEyesOptions } from './world-eyes.ts';

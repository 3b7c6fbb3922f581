export { sampleCheckFacts, sampleTableFacts } from './sample-check-facts.ts';
export { OrchestratorWorld, type LivingOrchestrator, type WorldOrchestrator } from './orchestrator-world.ts';
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
export { WorldEyes, type WorldEyesOptions } from './world-eyes.ts';

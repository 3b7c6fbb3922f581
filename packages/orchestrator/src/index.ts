export { assess } from './assess/assess.ts';
export { decideFailover } from './decide/decide-failover.ts';
export { decideRepairs } from './decide/decide-repairs.ts';
export { ORCHESTRATOR_ERRORS, OrchestratorError, type OrchestratorErrorCode } from './errors.ts';
export { ORCHESTRATOR_METRICS } from './metrics.ts';
export { fingerprintTopology } from './fingerprint-topology.ts';
export type { Eyes } from './observe/eyes.ts';
export { RegionEyes, type RegionEyesOptions } from './observe/region-eyes.ts';
export type { OrchestratorOptions } from './options.ts';
export { Orchestrator } from './orchestrator.ts';
export { judgeReadiness } from './readiness/judge-readiness.ts';
export { lookAtReadiness, type ReadinessSources } from './readiness/look-at-readiness.ts';
export type { DryRun, NotFound, OrchestratorFacts, ReadinessFacts } from './readiness/readiness-facts.ts';
export { readinessOf } from './readiness-of.ts';
export type { DnsZone, ZoneLook, ZoneRecord } from './records/dns-zone.ts';
export { recordName } from './records/record-name.ts';
export { recordPerformer } from './records/record-performer.ts';
export {
  cloudWatchReader,
  type CloudWatchReaderOptions,
  type ReadTableMetrics,
} from './observe/cloud-watch-reader.ts';
export { hookPerformer, type HookPerformerOptions } from './steps/hook-performer.ts';
export type { PerformStep, StepAttempt, StepResult } from './steps/perform-step.ts';
export type { ServerParts } from './server-parts.ts';
export type { OrchestratorStatus } from './orchestrator-status.ts';

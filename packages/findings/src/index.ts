export type { AuditEntry, LastMove } from './audit-entry.ts';
export type { Acknowledgement, Directives, Freeze, Maintenance } from './directives.ts';
export type { Intent, IntentAction, IntentState } from './intent.ts';
export type { LeaderRecord } from './leader-record.ts';
export type { Doubt, ObserverReport } from './observer-report.ts';
export type { ProgramProblem, ProgramSight } from './program-sight.ts';
export type { LookResult, RegionCondition, RegionSight } from './region-sight.ts';

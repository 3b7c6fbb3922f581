import type {
  Acknowledgement,
  AuditEntry,
  Directives,
  Freeze,
  Intent,
  LastMove,
  LeaderRecord,
  Maintenance,
  ObserverReport,
} from '@understudy/findings';

/** What orchestrators, people and the console share beside the route, as one read found it. */
export interface SharedState {
  readonly reports: readonly ObserverReport[];
  readonly leader?: LeaderRecord;
  readonly directives: Directives;
  readonly intents: readonly Intent[];
  readonly lastMove?: LastMove;
}

/** Where it is kept. Every write is conditional where two may write; a lost race is a value. */
export interface ControlStore {
  read(signal?: AbortSignal): Promise<SharedState>;
  writeReport(report: ObserverReport, signal?: AbortSignal): Promise<void>;
  writeLeader(next: LeaderRecord, expectedToken: string | undefined): Promise<boolean>;
  releaseLeader(token: string): Promise<void>;
  putFreeze(freeze: Freeze): Promise<void>;
  removeFreeze(): Promise<boolean>;
  putMaintenance(m: Maintenance): Promise<void>;
  removeMaintenance(subject: string): Promise<boolean>;
  acknowledge(a: Acknowledgement): Promise<void>;
  createIntent(intent: Intent): Promise<{ readonly created: boolean; readonly intent: Intent }>;
  updateIntent(
    next: Intent,
    expectedRevision: number,
  ): Promise<{ readonly won: boolean; readonly intent: Intent }>;
  writeLastMove(move: LastMove): Promise<boolean>;
  append(entry: AuditEntry): Promise<void>;
  readAudit(
    options: {
      readonly fromMs?: number;
      readonly untilMs?: number;
      readonly limit?: number;
      readonly newestFirst?: boolean;
    },
    signal?: AbortSignal,
  ): AsyncIterable<AuditEntry>;
}

import type {
  Acknowledgement,
  AuditEntry,
  Directives,
  Freeze,
  Intent,
  LastMove,
  LeaderRecord,
  Maintenance,
  MoveSteps,
  ObserverReport,
  ReadinessReport,
  StoredSteps,
  Repair,
} from '@understudy/findings';

/** Everything that orchestrators decide on beside the route, as it was stored at one time. */
export interface SharedState {
  /** The last one of each observer, by the observer's name. */
  readonly reports: readonly ObserverReport[];
  /** Absent: no orchestrator leads. */
  readonly leader?: LeaderRecord;
  /** Those that have outlived their time are among them until a person removes them. */
  readonly directives: Directives;
  /** Those that have not ended, and those that ended within the last 10 minutes, or were rejected within the last day; in the order of `atMs`. */
  readonly intents: readonly Intent[];
  /** Absent: no orchestrator and no person has noted a move yet. */
  readonly lastMove?: LastMove;
  /** What the last dry run of a move found; absent: none was made yet. */
  readonly readiness?: ReadinessReport;
  /** The steps of the last moves; absent: none was ever planned. */
  readonly steps?: StoredSteps;
  /** One for each place of a pool at which a server was repaired. */
  readonly repairs: readonly Repair[];
}

export interface ReadAuditOptions {
  /** Wall time in ms of the first entries: all unless given. */
  readonly fromMs?: number;
  /** Wall time in ms before which the last entries are: all unless given. */
  readonly untilMs?: number;
  /** The most entries that are given, 1 or more: all unless given. */
  readonly limit?: number;
  /** Oldest first unless `true`. */
  readonly newestFirst?: boolean;
}

/** The outcome of a compare-and-set of an intent, and what is stored after it. */
export interface UpdatedIntent {
  readonly won: boolean;
  readonly intent: Intent;
}

/** The outcome of a compare-and-set of the steps of a move, and what is stored after it; absent: nothing is. */
export interface WrittenSteps {
  readonly won: boolean;
  readonly steps?: MoveSteps;
}

/**
 * What orchestrators, people and the console share beside the route. Nothing in it makes a move safe or unsafe: safety rests on
 * the route, the fences and the leases. A lost race is a value. A write whose answer was lost is looked up.
 *
 * Each method may throw ControlStoreError `UND_CONTROL_STORE_UNREACHABLE`, `UND_CONTROL_STORE_REFUSED`,
 * `UND_CONTROL_STORE_TABLE_MISSING`; those that give what is stored also `UND_CONTROL_STORE_CORRUPT`; those that write also
 * `UND_CONTROL_STORE_ITEM_TOO_LARGE`; those with a signal its reason. Other codes are named at the method.
 */
export interface ControlStore {
  /** Strongly consistent. */
  read(signal?: AbortSignal): Promise<SharedState>;

  /**
   * Condition: the observer has no report, or an earlier one of the same instance, or one of another instance whose `atMs` is more
   * than 10 s before that of `report`. An earlier report than the stored one of the same instance changes nothing.
   * @throws ControlStoreError `UND_CONTROL_STORE_OBSERVER_TAKEN`
   */
  writeReport(report: ObserverReport, signal?: AbortSignal): Promise<void>;

  /**
   * Condition: the stored record has the token `expectedToken`; where that is `undefined`, there is no record.
   * @returns whether `next` is stored.
   */
  writeLeader(next: LeaderRecord, expectedToken: string | undefined): Promise<boolean>;

  /** Condition: the stored record has this token; another one stays. */
  releaseLeader(token: string): Promise<void>;

  /** Replaces a freeze that is there. No condition: the last one counts. */
  putFreeze(freeze: Freeze): Promise<void>;

  /** Condition: there is a freeze. @returns whether there was one. */
  removeFreeze(): Promise<boolean>;

  /** Replaces one of the same subject. No condition: the last one counts. */
  putMaintenance(maintenance: Maintenance): Promise<void>;

  /** Condition: the subject is in maintenance. @returns whether it was. */
  removeMaintenance(subject: string): Promise<boolean>;

  /** Condition: the move is not acknowledged yet. The first acknowledgement of a move stays. */
  acknowledge(acknowledgement: Acknowledgement): Promise<void>;

  /** Condition: the move is acknowledged. */
  removeAcknowledgement(moveId: string): Promise<void>;

  /**
   * Condition: there is no intent of this id.
   * @returns the stored intent, and whether this call created it.
   */
  createIntent(intent: Intent): Promise<{ readonly created: boolean; readonly intent: Intent }>;

  /**
   * Condition: the stored intent has the revision `expectedRevision`; `next` has the one after it.
   * @throws ControlStoreError `UND_CONTROL_STORE_INTENT_NOT_FOUND`, `UND_CONTROL_STORE_OPTIONS_INVALID`
   */
  updateIntent(next: Intent, expectedRevision: number): Promise<UpdatedIntent>;

  /** Every intent that is stored, those that ended long ago, too; in the order of `atMs`. Strongly consistent. */
  readIntents(signal?: AbortSignal): Promise<readonly Intent[]>;

  /** Condition: the stored intent has the revision `expectedRevision`; another one stays. */
  removeIntent(id: string, expectedRevision: number): Promise<void>;

  /** Condition: no move is noted, or one of a lower epoch. @returns whether `move` was noted by this call. */
  writeLastMove(move: LastMove): Promise<boolean>;

  /**
   * Replaces the steps of the same `of`, also those of another move. Condition: the stored ones have the revision before that
   * of `next`; where `next` has revision 1, there are none.
   */
  writeSteps(next: MoveSteps): Promise<WrittenSteps>;

  /** No condition: the last one counts. */
  putReadiness(report: ReadinessReport): Promise<void>;

  /**
   * Condition: the place has no repair, where `repair` has the revision 1; otherwise one of the revision before.
   * @returns whether `repair` is stored by this call.
   * @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID` where the revision is below 1
   */
  writeRepair(repair: Repair): Promise<boolean>;

  /**
   * Condition: the audit has no entry of this time and id. The same entry again changes nothing. Where the entry is larger than
   * 350 KB its `data` is replaced by `{ omittedBytes }`.
   * @throws ControlStoreError `UND_CONTROL_STORE_AUDIT_ID_TAKEN`, `UND_CONTROL_STORE_OPTIONS_INVALID` where `atMs` is no time
   */
  append(entry: AuditEntry): Promise<void>;

  /** Strongly consistent; each page is read when it is asked for. @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID` */
  readAudit(options?: ReadAuditOptions, signal?: AbortSignal): AsyncIterable<AuditEntry>;
}

import type { ControlStore, ReadAuditOptions, SharedState } from '@understudy/control-store';
import type {
  Acknowledgement,
  AuditEntry,
  Freeze,
  Intent,
  LastMove,
  LeaderRecord,
  Maintenance,
  ObserverReport,
} from '@understudy/findings';

/** A control store of one process, with what a test puts into it. */
export class ScriptedControlStore implements ControlStore {
  readonly reports = new Map<string, ObserverReport>();
  readonly maintenance = new Map<string, Maintenance>();
  readonly acknowledgements: Acknowledgement[] = [];
  readonly intents = new Map<string, Intent>();
  readonly audit: AuditEntry[] = [];
  leader: LeaderRecord | undefined;
  freeze: Freeze | undefined;
  lastMove: LastMove | undefined;
  /** Runs before the next change of an intent: another process that is faster. */
  beforeUpdate: (() => void) | undefined;
  /** What writing and reading the audit fails with. */
  auditFails: Error | undefined;

  async read(): Promise<SharedState> {
    return {
      reports: [...this.reports.values()],
      directives: {
        maintenance: [...this.maintenance.values()],
        acknowledgements: [...this.acknowledgements],
        ...(this.freeze !== undefined && { freeze: this.freeze }),
      },
      intents: [...this.intents.values()],
      ...(this.leader !== undefined && { leader: this.leader }),
      ...(this.lastMove !== undefined && { lastMove: this.lastMove }),
    };
  }

  async writeReport(report: ObserverReport): Promise<void> {
    this.reports.set(report.observer, report);
  }

  async writeLeader(next: LeaderRecord, expectedToken: string | undefined): Promise<boolean> {
    if (this.leader?.token !== expectedToken) return false;
    this.leader = next;
    return true;
  }

  async releaseLeader(token: string): Promise<void> {
    if (this.leader?.token === token) this.leader = undefined;
  }

  async putFreeze(freeze: Freeze): Promise<void> {
    this.freeze = freeze;
  }

  async removeFreeze(): Promise<boolean> {
    const had = this.freeze !== undefined;
    this.freeze = undefined;
    return had;
  }

  async putMaintenance(maintenance: Maintenance): Promise<void> {
    this.maintenance.set(maintenance.subject, maintenance);
  }

  async removeMaintenance(subject: string): Promise<boolean> {
    return this.maintenance.delete(subject);
  }

  async acknowledge(acknowledgement: Acknowledgement): Promise<void> {
    this.acknowledgements.push(acknowledgement);
  }

  async createIntent(intent: Intent): Promise<{ readonly created: boolean; readonly intent: Intent }> {
    const there = this.intents.get(intent.id);
    if (there !== undefined) return { created: false, intent: there };
    this.intents.set(intent.id, intent);
    return { created: true, intent };
  }

  async updateIntent(
    next: Intent,
    expectedRevision: number,
  ): Promise<{ readonly won: boolean; readonly intent: Intent }> {
    this.beforeUpdate?.();
    const there = this.intents.get(next.id);
    if (there === undefined) throw new Error(`no intent ${next.id}`);
    if (there.revision !== expectedRevision) return { won: false, intent: there };
    this.intents.set(next.id, next);
    return { won: true, intent: next };
  }

  async writeLastMove(move: LastMove): Promise<boolean> {
    if (this.lastMove !== undefined && this.lastMove.epoch > move.epoch) return false;
    this.lastMove = move;
    return true;
  }

  async append(entry: AuditEntry): Promise<void> {
    if (this.auditFails !== undefined) throw this.auditFails;
    this.audit.push(entry);
  }

  async *readAudit({
    fromMs = -Infinity,
    untilMs = Infinity,
    limit = Infinity,
    newestFirst = false,
  }: ReadAuditOptions = {}): AsyncIterable<AuditEntry> {
    if (this.auditFails !== undefined) throw this.auditFails;
    const sign = newestFirst ? -1 : 1;
    const found = this.audit
      .filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs)
      .sort((a, b) => sign * (a.atMs - b.atMs || (a.id < b.id ? -1 : 1)));
    yield* found.slice(0, limit);
  }
}

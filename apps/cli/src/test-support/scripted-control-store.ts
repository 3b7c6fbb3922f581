import { MemoryControlStore, type ReadAuditOptions, type UpdatedIntent } from '@understudy/control-store';
import { collectAudit } from '@understudy/control-store/testing';
import type { AuditEntry, Directives, Intent } from '@understudy/findings';

/** The control store in memory, of which a test scripts faults and other processes. */
export class ScriptedControlStore extends MemoryControlStore {
  /** Runs before the next change of an intent: another process that is faster. */
  beforeUpdate: (() => Promise<unknown>) | undefined;
  /** What writing and reading the audit fails with. */
  auditFails: Error | undefined;

  async directives(): Promise<Directives> {
    return (await this.read()).directives;
  }

  /** The only intent. */
  async intent(): Promise<Intent | undefined> {
    return (await this.read()).intents[0];
  }

  async audit(): Promise<readonly AuditEntry[]> {
    return collectAudit(this);
  }

  override async updateIntent(next: Intent, expectedRevision: number): Promise<UpdatedIntent> {
    const before = this.beforeUpdate;
    this.beforeUpdate = undefined;
    await before?.();
    return super.updateIntent(next, expectedRevision);
  }

  override async append(...entries: readonly AuditEntry[]): Promise<void> {
    if (this.auditFails !== undefined) throw this.auditFails;
    for (const entry of entries) await super.append(entry);
  }

  override async *readAudit(
    options: ReadAuditOptions = {},
    signal?: AbortSignal,
  ): AsyncGenerator<AuditEntry, void, undefined> {
    if (this.auditFails !== undefined) throw this.auditFails;
    yield* super.readAudit(options, signal);
  }
}

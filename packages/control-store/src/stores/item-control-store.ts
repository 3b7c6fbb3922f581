import { isDeepStrictEqual } from 'node:util';
import type { Clock, Randomness } from '@understudy/core';
import type {
  Acknowledgement,
  AuditEntry,
  Freeze,
  Intent,
  LastMove,
  LeaderRecord,
  Maintenance,
  MoveSteps,
  ObserverReport,
  ReadinessReport,
  Repair,
} from '@understudy/findings';
import type { StoredItem } from '@understudy/route';
import type {
  ControlStore,
  ReadAuditOptions,
  SharedState,
  UpdatedIntent,
  WrittenSteps,
} from '../control-store.ts';
import { ControlStoreError } from '../errors.ts';
import { decodeAuditEntry } from '../items/decode-audit-entry.ts';
import { decodeIntent } from '../items/decode-intent.ts';
import { decodeState } from '../items/decode-state.ts';
import { decodeSteps } from '../items/decode-steps.ts';
import { encodeAuditEntry } from '../items/encode-audit-entry.ts';
import { encodeEntry } from '../items/encode-entry.ts';
import { KnownEntries } from '../items/known-entries.ts';
import { ENTRIES, INTENT_RANGE } from '../items/entries.ts';
import { openItem } from '../items/open-item.ts';
import { auditQuery } from './audit-query.ts';
import { CONDITIONS } from './conditions.ts';
import type { ItemTable } from './item-table.ts';

export interface ItemControlStoreOptions {
  readonly service: string;
  readonly items: ItemTable;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly randomness: Randomness;
}

/** The control store as items of one table, each write with its condition. */
export class ItemControlStore implements ControlStore {
  readonly #service: string;
  readonly #items: ItemTable;
  readonly #clock: Pick<Clock, 'wallMs'>;
  readonly #randomness: Randomness;
  #known: KnownEntries | undefined;

  constructor({ service, items, clock, randomness }: ItemControlStoreOptions) {
    this.#service = service;
    this.#items = items;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  async read(signal?: AbortSignal): Promise<SharedState> {
    const items = await this.#items.list({ service: this.#service }, signal);
    this.#known = new KnownEntries(items, this.#known);
    return decodeState(this.#known, this.#clock.wallMs());
  }

  async writeReport(report: ObserverReport, signal?: AbortSignal): Promise<void> {
    // A decision is shown as it was made, whatever version made it: as text, not member by member.
    const { decided } = report;
    const stored = { ...report, ...(decided !== undefined && { decided: JSON.stringify(decided) }) };
    const item = this.#encode(ENTRIES.report(report.observer), stored);
    const written = await this.#items.put(item, CONDITIONS.reportFollows(report), signal);
    if (written.won || written.stored === undefined) return;
    const read = openItem(written.stored);
    const [instance, place, atMs] = [read.text('instance'), read.text('place'), read.amount('atMs')];
    // A lost answer is found so, too.
    if (instance === report.instance) return;
    throw new ControlStoreError('UND_CONTROL_STORE_OBSERVER_TAKEN', {
      what: `Another process reports as observer ${report.observer}, from ${place}; its last report is of ${new Date(atMs).toISOString()}.`,
      details: { observer: report.observer, place, instance, atMs },
    });
  }

  async writeLeader(next: LeaderRecord, expectedToken: string | undefined): Promise<boolean> {
    const condition = expectedToken === undefined ? CONDITIONS.absent : CONDITIONS.hasToken(expectedToken);
    const written = await this.#items.put(this.#encode(ENTRIES.leader, next), condition);
    return written.won || written.stored?.['token']?.S === next.token;
  }

  async releaseLeader(token: string): Promise<void> {
    await this.#items.remove(this.#key(ENTRIES.leader), CONDITIONS.hasToken(token));
  }

  async putFreeze(freeze: Freeze): Promise<void> {
    await this.#items.put(this.#encode(ENTRIES.freeze, freeze));
  }

  async removeFreeze(): Promise<boolean> {
    return this.#remove(ENTRIES.freeze);
  }

  async putMaintenance(maintenance: Maintenance): Promise<void> {
    await this.#items.put(this.#encode(ENTRIES.maintenance(maintenance.subject), maintenance));
  }

  async removeMaintenance(subject: string): Promise<boolean> {
    return this.#remove(ENTRIES.maintenance(subject));
  }

  async acknowledge(acknowledgement: Acknowledgement): Promise<void> {
    const item = this.#encode(ENTRIES.acknowledgement(acknowledgement.moveId), acknowledgement);
    await this.#items.put(item, CONDITIONS.absent);
  }

  async removeAcknowledgement(moveId: string): Promise<void> {
    await this.#items.remove(this.#key(ENTRIES.acknowledgement(moveId)), CONDITIONS.present);
  }

  async createIntent(intent: Intent): Promise<{ readonly created: boolean; readonly intent: Intent }> {
    const writeId = this.#randomness.unique();
    const item = this.#encode(ENTRIES.intent(intent.id), intent, writeId);
    const written = await this.#items.put(item, CONDITIONS.absent);
    if (written.won) return { created: true, intent };
    const { stored } = written;
    if (stored === undefined) throw intentNotFound(intent.id);
    return { created: isOwn(stored, writeId), intent: decodeIntent(openItem(stored)) };
  }

  async updateIntent(next: Intent, expectedRevision: number): Promise<UpdatedIntent> {
    if (next.revision !== expectedRevision + 1) {
      throw new ControlStoreError('UND_CONTROL_STORE_OPTIONS_INVALID', {
        what: `"next" has the revision ${next.revision}; after ${expectedRevision} it must be ${expectedRevision + 1}.`,
        details: { id: next.id, revision: next.revision, expectedRevision },
      });
    }
    const writeId = this.#randomness.unique();
    const item = this.#encode(ENTRIES.intent(next.id), next, writeId);
    const written = await this.#items.put(item, CONDITIONS.hasRevision(expectedRevision));
    if (written.won) return { won: true, intent: next };
    const { stored } = written;
    if (stored === undefined) throw intentNotFound(next.id);
    return { won: isOwn(stored, writeId), intent: decodeIntent(openItem(stored)) };
  }

  async readIntents(signal?: AbortSignal): Promise<readonly Intent[]> {
    const query = { service: this.#service, between: INTENT_RANGE };
    const items = await this.#items.list(query, signal);
    return items.map((item) => decodeIntent(openItem(item))).sort((one, other) => one.atMs - other.atMs);
  }

  async removeIntent(id: string, expectedRevision: number): Promise<void> {
    await this.#items.remove(this.#key(ENTRIES.intent(id)), CONDITIONS.hasRevision(expectedRevision));
  }

  async writeLastMove(move: LastMove): Promise<boolean> {
    const writeId = this.#randomness.unique();
    const written = await this.#items.put(
      this.#encode(ENTRIES.lastMove, move, writeId),
      CONDITIONS.absentOrOfLowerEpoch(move.epoch),
    );
    return written.won || isOwn(written.stored, writeId);
  }

  async writeSteps(next: MoveSteps): Promise<WrittenSteps> {
    const writeId = this.#randomness.unique();
    const item = this.#encode(ENTRIES.steps(next.of), next, writeId);
    const condition = next.revision === 1 ? CONDITIONS.absent : CONDITIONS.hasRevision(next.revision - 1);
    const { stored, won } = { stored: undefined, ...(await this.#items.put(item, condition)) };
    if (won || isOwn(stored, writeId)) return { won: true, steps: next };
    return { won: false, ...(stored !== undefined && { steps: decodeSteps(openItem(stored)) }) };
  }

  async putReadiness(report: ReadinessReport): Promise<void> {
    await this.#items.put(this.#encode(ENTRIES.readiness, report));
  }

  async writeRepair(repair: Repair): Promise<boolean> {
    const { pool, slot, revision } = repair;
    if (revision < 1) {
      throw new ControlStoreError('UND_CONTROL_STORE_OPTIONS_INVALID', {
        what: `"repair" has the revision ${revision}; revisions count from 1.`,
        details: { pool, slot, revision },
      });
    }
    const writeId = this.#randomness.unique();
    const written = await this.#items.put(
      this.#encode(ENTRIES.repair(pool, slot), repair, writeId),
      revision === 1 ? CONDITIONS.absent : CONDITIONS.hasRevision(revision - 1),
    );
    return written.won || isOwn(written.stored, writeId);
  }

  async append(entry: AuditEntry): Promise<void> {
    const item = encodeAuditEntry(this.#service, entry);
    const written = await this.#items.put(item, CONDITIONS.absent);
    if (written.won || isSameEntry(written.stored, item)) return;
    throw new ControlStoreError('UND_CONTROL_STORE_AUDIT_ID_TAKEN', {
      what: `The audit has another entry ${item['entry']?.S ?? ''}.`,
      details: { id: entry.id, atMs: entry.atMs, by: entry.by },
    });
  }

  async *readAudit(
    options: ReadAuditOptions = {},
    signal?: AbortSignal,
  ): AsyncGenerator<AuditEntry, void, undefined> {
    const query = auditQuery(this.#service, options);
    if (query === undefined) return;
    for await (const item of this.#items.each(query, signal)) yield decodeAuditEntry(openItem(item));
  }

  #key(entry: string): { readonly service: string; readonly entry: string } {
    return { service: this.#service, entry };
  }

  #encode(entry: string, value: object, writeId?: string): StoredItem {
    return encodeEntry(this.#key(entry), value, writeId);
  }

  /** It is looked at before, so that a lost answer to the deletion leaves no doubt whether there was one. */
  async #remove(entry: string): Promise<boolean> {
    if ((await this.#items.get(this.#key(entry))) === undefined) return false;
    await this.#items.remove(this.#key(entry), CONDITIONS.present);
    return true;
  }
}

function isOwn(stored: StoredItem | undefined, writeId: string): boolean {
  return stored?.['writeId']?.S === writeId;
}

function isSameEntry(stored: StoredItem | undefined, item: StoredItem): boolean {
  const [one, other] = [stored, item].map((each) => each && decodeAuditEntry(openItem(each)));
  return isDeepStrictEqual(one, other);
}

function intentNotFound(id: string): ControlStoreError {
  return new ControlStoreError('UND_CONTROL_STORE_INTENT_NOT_FOUND', {
    what: `The control store has no intent ${id}.`,
    details: { id },
  });
}

import type { ObservedWrite } from '@understudy/simulator';
import { LEDGER_TABLE, PARKED_TABLE, ROUTE_TABLE } from '@understudy/links';
import type { Coverage } from '../coverage.ts';
import { APP_TABLES } from '../limits.ts';
import { propertiesOf } from '../properties/index.ts';
import type { Property, Scene } from '../properties/property.ts';
import type { Timeline } from '../timeline.ts';
import type { AppTable, DataRegion, History, Violation } from '../types.ts';
import { contentOf } from './content-of.ts';
import { describeOwn } from './describe-own.ts';
import { isSentHome } from './is-sent-home.ts';
import { heardOfLink } from './says-gap.ts';
import { shortStamp } from './short-stamp.ts';
import type { Sent } from './sent.ts';
import { isAnswer } from './fault.ts';
import { itemName, tableOf } from './item-name.ts';
import { Journal, type Application, type ItemChange, type Tag, type Written } from './journal.ts';
import { partsOf } from './parts-of.ts';
import { stampOfItem } from './stamp-of-item.ts';
import { UnseededLinks } from './unseeded-links.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

/** The key that a foreign program writes around every client: no link can carry it, and no property is about it. */
export const INVALID_KEY = 'invalid';

export interface OnlookerFacts {
  readonly history: History;
  readonly coverage: Coverage;
  readonly timeline: Timeline;
  readonly nowMs: () => number;
}

/** Sees all that really happens in a history, and holds it to the properties. */
export class Onlooker {
  readonly journal = new Journal();
  readonly violations: Violation[] = [];
  /** The application's items as they stand. */
  readonly items: Readonly<Record<DataRegion, Map<string, string>>> = {
    'us-east-1': new Map(),
    'eu-central-1': new Map(),
  };
  /** What writes that add up have left in them, where they have. */
  readonly #contents = new Map<string, string>();
  readonly invalid: { readonly region: DataRegion; readonly sequence: string }[] = [];
  /** Data regions one of whose streams dropped records, or was replaced by another one. */
  readonly trimmed = new Set<DataRegion>();
  readonly unseeded = new UnseededLinks();
  /** Tables that were made again in a region. */
  readonly #recreated = new Set<string>();
  readonly ledger = new Set<string>();
  readonly parked = new Set<string>();
  readonly gaps = new Set<string>();
  readonly lostDisks = new Set<DataRegion>();
  /** What was said aloud: by the route, or by events. */
  readonly heard = new Set<string>();
  readonly #facts: OnlookerFacts;
  readonly #properties: readonly Property[];
  readonly #tokens = new Map<string, readonly Application[]>();
  #landing: Sent | undefined;
  readonly #changed = new Set<string>();
  /** Of those: what no stream took. */
  readonly #unrecorded = new Set<string>();

  constructor(facts: OnlookerFacts) {
    this.#facts = facts;
    this.#properties = propertiesOf(this.#scene());
  }

  broke(property: Violation['property'], what: string): void {
    this.violations.push({ property, atMs: this.#facts.nowMs(), what });
    this.note(`PROPERTY ${property} BROKEN: ${what}`);
  }

  note(what: string): void {
    this.#facts.timeline.note(this.#facts.nowMs(), what);
  }

  /** A client received the result of its write. */
  told(written: Written): void {
    for (const property of this.#properties) property.told?.(written);
  }

  /** A process reported an event. */
  reported(event: string, facts: Readonly<Record<string, unknown>>): void {
    this.heard.add(event);
    if (event === 'link.blocked') this.heard.add(heardOfLink(event, facts));
    for (const property of this.#properties) property.reported?.(event, facts);
  }

  /** A region's items are gone with its disk. */
  forgetItems(region: DataRegion): void {
    this.items[region].clear();
    for (const place of this.#contents.keys())
      if (place.startsWith(`${region} `)) this.#contents.delete(place);
  }

  /** A table is empty, as it was made again: what it held is no one's to bring back. */
  forgetTable(region: DataRegion, table: AppTable): void {
    this.#recreated.add(table);
    for (const { key } of this.journal.changes) if (tableOf(key) === table) this.gaps.add(key);
    for (const key of this.items[region].keys()) {
      if (tableOf(key) !== table) continue;
      this.items[region].delete(key);
      this.#contents.delete(`${region} ${key}`);
    }
  }

  /** Lets the properties that are about the end judge it. */
  judgeTheEnd(): void {
    for (const property of this.#properties) property.atTheEnd?.();
  }

  #scene(): Scene {
    return {
      history: this.#facts.history,
      journal: this.journal,
      nowMs: this.#facts.nowMs,
      items: (region) => this.items[region],
      ledger: {
        has: (source, sequence) => this.ledger.has(`${source} ${sequence}`),
        hasValue: (value) => this.ledger.has(value),
        hasKey: (key) => this.ledger.has(`key ${key}`),
        hasRemoval: (source, key, epoch) =>
          this.ledger.has(`removal ${source}${epoch === undefined ? '' : ` ${epoch}`} ${key}`),
      },
      parked: this.parked,
      gaps: this.gaps,
      invalid: this.invalid,
      trimmed: this.trimmed,
      unseeded: this.unseeded,
      content: (region, key) => this.#contents.get(`${region} ${key}`) ?? '',
      saw: (what) => this.#facts.coverage.count(what),
      lostDisks: this.lostDisks,
      wasSaid: (what) => this.heard.has(what),
      broke: (property, what) => this.broke(property, what),
    };
  }

  /** Before a request is carried out, so that what it writes can be attributed to it. */
  begin(sent: Sent): void {
    this.#landing = sent;
    this.#changed.clear();
    this.#unrecorded.clear();
  }

  /** After it was. */
  end(sent: Sent, outcome: { readonly answer: object } | { readonly error: Error }): void {
    this.#landing = undefined;
    const { tag, operation } = sent as Sent & { readonly tag: Tag | undefined };
    if (tag === undefined) {
      if (isAnswer(outcome)) {
        if (operation === 'TransactWriteItems' && isSentHome(sent.input))
          this.#facts.coverage.count('item asserted back');
      } else if (outcome.error.name === 'ExpiredIteratorException')
        this.#facts.coverage.count('iterator expired');
      return;
    }
    if (this.#facts.timeline.isKept) {
      const how = isAnswer(outcome) ? 'lands' : `is answered ${outcome.error.name}`;
      this.note(
        `${sent.short} for ${tag.writes.map(({ id }) => id).join('+')} of ${sent.process.name} ${how}${sent.isLate ? ', late' : ''}`,
      );
    }
    if (!isAnswer(outcome) || !WRITES.has(operation)) return;
    const { ClientRequestToken: token } = sent.input as { readonly ClientRequestToken?: string };
    const known = token === undefined ? undefined : this.#tokens.get(`${sent.place} ${token}`);
    // A token that is known answers again and does nothing.
    const applications =
      known ??
      tag.writes.map((written) =>
        this.journal.applied(written, tag.epoch, sent, {
          changed: this.#changed.has(written.key),
          isRecorded: !this.#unrecorded.has(written.key),
        }),
      );
    if (token !== undefined) this.#tokens.set(`${sent.place} ${token}`, applications);
    if (known === undefined)
      for (const application of applications)
        for (const property of this.#properties) property.applied?.(application);
    sent.heard = () => {
      for (const application of applications) application.written.heard = application;
    };
  }

  /** A region lost its disk, and with it the tokens that it knew. */
  lostDisk(region: DataRegion): void {
    this.lostDisks.add(region);
    for (const token of this.#tokens.keys()) if (token.startsWith(`${region} `)) this.#tokens.delete(token);
  }

  observe(write: ObservedWrite): void {
    if (APP_TABLES.has(write.table)) this.#observeItem(write);
    else this.#observeOwn(write);
  }

  #observeItem(write: ObservedWrite): void {
    const region = write.region as DataRegion;
    const { key: name, before, after, record } = write;
    const sent = this.#landing;
    const item = name.id?.S ?? '';
    if (item === INVALID_KEY) {
      if (sent === undefined && record !== undefined)
        this.invalid.push({ region, sequence: record.sequence });
      return;
    }
    const key = itemName(write.table, item);
    this.#changed.add(key);
    if (this.#recreated.has(write.table)) this.gaps.add(key);
    // In no stream: the table's is off. Copies may be: no link has to carry them.
    if (record === undefined && sent?.tag !== undefined) {
      this.#unrecorded.add(key);
      this.gaps.add(key);
      this.unseeded.add({ table: write.table, source: region }, this.#facts.nowMs());
    }
    const change: ItemChange = {
      region,
      key,
      before,
      after,
      shard: record?.shard,
      sequence: record?.sequence ?? '',
      sent,
      native: sent?.tag !== undefined,
      atMs: this.#facts.nowMs(),
    };
    const value = after?.value?.S;
    if (after === undefined || value === undefined) this.items[region].delete(key);
    else this.items[region].set(key, value);
    const content = contentOf(after);
    if (content === '') this.#contents.delete(`${region} ${key}`);
    else this.#contents.set(`${region} ${key}`, content);
    this.journal.changed(change);
    if (this.#facts.timeline.isKept)
      this.note(
        `  ${region}: ${key} is ${value ?? 'absent'} (${after === undefined ? `was ${shortStamp(stampOfItem(before))}` : shortStamp(stampOfItem(after))}) by ${sent?.process.name ?? 'a copy'}`,
      );
    if (sent === undefined) return;
    for (const property of this.#properties) property.itemChanged?.(change);
  }

  #observeOwn(write: ObservedWrite): void {
    const { table, region } = write;
    const { key, before, after } = write;
    if (table === LEDGER_TABLE) this.#observeLedger((key.link?.S ?? '').split('|')[0] ?? '', after);
    if (table === PARKED_TABLE && after?.sequence?.S !== undefined) {
      const [, source = ''] = (key.link?.S ?? '').split('|');
      this.parked.add(`${source} ${after.sequence.S}`);
      this.#facts.coverage.count('record parked');
    }
    if (table === ROUTE_TABLE) {
      for (const entry of after?.merging?.L ?? [])
        if (entry.M?.tail?.S === 'unsettled') this.heard.add(`unsettled ${entry.M.region?.S ?? ''}`);
    }
    if (this.#facts.timeline.isKept) this.note(`  ${region}: ${describeOwn(table, key, after)}`);
    if (this.#landing === undefined) return;
    const change = { region, table, key, before, after, sent: this.#landing };
    for (const property of this.#properties) property.ownChanged?.(change);
  }

  #observeLedger(table: string, after: ObservedWrite['after']): void {
    const version = after?.lostVersion?.S;
    if (version === undefined) return;
    const parts = partsOf(version);
    const { region, epoch, sequence } = parts;
    const key = itemName(table, after?.key?.M?.id?.S ?? '');
    this.ledger.add(`${region} ${sequence}`);
    const kind = after?.lostKind?.S ?? '';
    this.ledger.add(`key ${key}`);
    if (kind === 'remove')
      this.ledger.add(`removal ${region} ${epoch} ${key}`).add(`removal ${region} ${key}`);
    this.#facts.coverage.count(`ledger ${after?.reason?.S ?? ''}`);
    if (after?.wonKind?.S === 'tombstone' && after.reason?.S === 'later-version')
      this.#facts.coverage.count('tombstone hit');
    const records = this.journal.recordsOf(parts, key, kind);
    if (records.length > 0 && records.every(({ native }) => !native))
      this.broke(
        6,
        `the link from ${region} took what replication wrote there itself (${sequence} of ${key}) for a write that was lost`,
      );
    if (kind === 'put') for (const { after: lost } of records) this.ledger.add(lost?.value?.S ?? '');
  }
}

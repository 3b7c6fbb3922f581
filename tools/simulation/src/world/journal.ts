import { epochOfStamp } from './epoch-of-stamp.ts';
import { isMarked, stampOfItem } from './stamp-of-item.ts';
import type { partsOf } from './parts-of.ts';
import type { Sent } from './sent.ts';
import type { ObservedWrite } from '@understudy/simulator';
import type { AppTable, ClientName, DataRegion, WriteKind } from '../types.ts';

type Image = ObservedWrite['before'];

/**
 * One write of an application, from its call to its result: `refused` by a condition, `failed` without having been applied,
 * `ambiguous` where it may have been.
 */
export interface Written {
  readonly id: string;
  readonly by: ClientName;
  readonly table: AppTable;
  /** The item's, in its table. */
  readonly item: string;
  /** The item's name among all of the history. */
  readonly key: string;
  readonly how: WriteKind;
  readonly calledMs: number;
  told: 'nothing' | 'acknowledged' | 'refused' | 'failed' | 'ambiguous';
  toldMs: number;
  /** The landing whose answer was heard last. */
  heard: Application | undefined;
}

/** What a request that carries writes is tagged with. */
export interface Tag {
  readonly writes: readonly Written[];
  /** The epoch of the route that it was sent under. */
  readonly epoch: number;
}

/** One landing of a native write. A write that was sent again may have several. */
export interface Application {
  readonly written: Written;
  readonly epoch: number;
  readonly region: DataRegion;
  /** Its place among all that ever landed. */
  readonly order: number;
  readonly atMs: number;
  readonly removes: boolean;
  readonly isLate: boolean;
  /** Whether it changed anything. */
  readonly changed: boolean;
  /** Whether a stream holds it, if it changed anything. */
  readonly isRecorded: boolean;
}

/** A change of the application's table, by any process. */
export interface ItemChange {
  readonly region: DataRegion;
  readonly key: string;
  readonly before: Image;
  readonly after: Image;
  /** Not given where no stream took it. */
  readonly shard: string | undefined;
  readonly sequence: string;
  readonly sent: Sent | undefined;
  readonly native: boolean;
  readonly atMs: number;
}

/** A write to one of Understudy's own tables. */
export interface OwnChange {
  readonly region: string;
  readonly table: string;
  readonly after: Image;
  readonly before: Image;
  readonly key: NonNullable<Image>;
  readonly sent: Sent | undefined;
}

/** All that really happened, which no process in the history knows. */
export class Journal {
  readonly written: Written[] = [];
  readonly applications: Application[] = [];
  readonly changes: ItemChange[] = [];
  /** By region and key: every value that was ever stored there, and the highest stamp. */
  readonly #values = new Set<string>();
  readonly #stamps = new Map<string, string>();
  /** By region and key: the order of the last moment at which it was absent there. */
  readonly #absent = new Map<string, number>();
  readonly #isAbsent = new Set<string>();
  /** By region and sequence number. */
  readonly #records = new Map<string, ItemChange[]>();
  #order = 0;

  get order(): number {
    return this.#order;
  }

  applied(
    written: Written,
    epoch: number,
    sent: Sent,
    effect: Pick<Application, 'changed' | 'isRecorded'>,
  ): Application {
    const application: Application = {
      written,
      epoch,
      region: sent.place as DataRegion,
      order: (this.#order += 1),
      atMs: sent.landedMs,
      removes: isRemoval(written.how),
      isLate: sent.isLate,
      ...effect,
    };
    this.applications.push(application);
    return application;
  }

  changed(change: ItemChange): void {
    this.#order += 1;
    this.changes.push(change);
    const record = `${change.region} ${change.sequence}`;
    const sameNumber = this.#records.get(record);
    if (sameNumber === undefined) this.#records.set(record, [change]);
    else sameNumber.push(change);
    const place = `${change.region} ${change.key}`;
    const value = change.after?.value?.S;
    if (value !== undefined && !isMarked(change.after)) this.#values.add(`${place} ${value}`);
    const stamp = stampOfItem(change.after);
    if (stamp !== undefined && stamp > (this.#stamps.get(place) ?? '')) this.#stamps.set(place, stamp);
    if (change.after === undefined) this.#isAbsent.add(place);
    else this.#isAbsent.delete(place);
    if (change.after === undefined || change.before === undefined) this.#absent.set(place, this.#order);
  }

  /** Whether that region ever held that value. */
  everStood(region: DataRegion, key: string, value: string): boolean {
    return this.#values.has(`${region} ${key} ${value}`);
  }

  /**
   * The changes whose record may be the one of that version. More than one where the numbers of a stream began again, as
   * after the loss of a disk: the key, the kind and the epoch of the stamp tell most of those apart.
   */
  recordsOf(
    { region, sequence, epoch }: ReturnType<typeof partsOf>,
    key: string,
    kind: string,
  ): readonly ItemChange[] {
    const ofKey = (this.#records.get(`${region} ${sequence}`) ?? []).filter(
      (change) => change.key === key && (change.after === undefined) === (kind === 'remove'),
    );
    const ofEpoch = ofKey.filter(({ after }) => {
      const stamp = stampOfItem(after);
      return stamp === undefined || epochOfStamp(stamp) === epoch;
    });
    return ofEpoch.length > 0 ? ofEpoch : ofKey;
  }

  highestStamp(region: DataRegion, key: string): string {
    return this.#stamps.get(`${region} ${key}`) ?? '';
  }

  /** Whether it was absent there at some moment after that. */
  absentSince(region: DataRegion, key: string, order: number): boolean {
    const place = `${region} ${key}`;
    return !this.#stamps.has(place) || (this.#absent.get(place) ?? -1) >= order || this.#isAbsent.has(place);
  }
}

function isRemoval(how: WriteKind): boolean {
  return how === 'delete' || how === 'delete-old';
}

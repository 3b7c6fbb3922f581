import { encodeVersion, tombstoneId, type Item } from '@understudy/versions';
import { linkId, LEDGER_TABLE, type LinkName } from '@understudy/links';
import { decidedOf, type Decided } from './decisions.ts';
import type { Change, RegionClient, Winner } from '../types.ts';
import { EntryTable, type EntryHead } from './entry-table.ts';

/**
 * Why a write is in the ledger.
 * - `later-version`: the target held a later version
 * - `own-tombstone`: it is below a later tombstone of its region
 * - `foreign-tail`: an unstamped write of the old writer, about which a person decides
 */
export type LossReason = 'later-version' | 'own-tombstone' | 'foreign-tail';

/** An acknowledged write that is not in the final state, without its images. */
export interface LedgerLine extends Decided {
  readonly id: string;
  readonly link: LinkName;
  readonly key: Item;
  readonly reason: LossReason;
  readonly lost: { readonly kind: Change['kind']; readonly version: string };
  /** What the write replaced: an item or nothing; not given in entries of before this was kept. */
  readonly base?: 'item' | 'nothing' | undefined;
  /** What it lost against; not given for `foreign-tail`. */
  readonly won?: { readonly kind: Winner['kind']; readonly version: string };
  /** Wall time in ms of the client that made the write, where its stamp says. */
  readonly writtenMs?: number;
  /** Wall time in ms of the entry. */
  readonly recordedMs: number;
}

/** A ledger line with its images. `base`: what a lost put replaced. For a lost removal, `lost` is what it removed. */
export interface LedgerEntry extends LedgerLine {
  readonly images: { readonly base?: Item; readonly lost?: Item; readonly won?: Item };
}

export interface Page<Line> {
  readonly lines: readonly Line[];
  /** Given where more lines follow: pass it to the next call as `after`. */
  readonly next?: string | undefined;
}

/** The ledger of one region: writes that its links could not apply. */
export class Ledger {
  readonly #entries: EntryTable;

  /** `client`: of the links' target region. */
  constructor(client: RegionClient) {
    this.#entries = new EntryTable(client, LEDGER_TABLE);
  }

  /** Condition: the link has no entry for this record. `false` where it has, which happens when a record is read again. */
  async record(
    link: LinkName,
    change: Change,
    reason: LossReason,
    winner: Winner | undefined,
    recordedMs: number,
  ): Promise<boolean> {
    const lost = change.kind === 'put' ? change.image : change.oldImage;
    const facts: Item = {
      key: { M: { ...change.key } },
      reason: { S: reason },
      lostKind: { S: change.kind },
      lostVersion: { S: change.versionText },
      base: { S: change.oldImage === undefined ? 'nothing' : 'item' },
      recordedMs: { N: String(recordedMs) },
      ...(winner === undefined
        ? {}
        : { wonKind: { S: winner.kind }, wonVersion: { S: encodeVersion(winner.version) } }),
      ...(change.wallMs === undefined ? {} : { writtenMs: { N: String(change.wallMs) } }),
    };
    const { oldImage } = change;
    const hash = tombstoneId(link.table, change.key).slice(link.table.length + 1);
    return this.#entries.add(linkId(link), `${change.versionText}#${hash}`, facts, {
      ...(change.kind === 'remove' || oldImage === undefined ? {} : { base: oldImage }),
      ...(lost === undefined ? {} : { lost }),
      ...(winner?.kind === 'item' ? { won: winner.item } : {}),
    });
  }

  /** Lines of one link in the order of the lost versions, `limit` (100 unless given) at a time. */
  async list(
    link: LinkName,
    options: { readonly after?: string | undefined; readonly limit?: number } = {},
  ): Promise<Page<LedgerLine>> {
    const { heads, next } = await this.#entries.list(linkId(link), options);
    return { lines: heads.map((head) => toLine(link, head)), next };
  }

  /** All lines of one link. */
  async *all(link: LinkName): AsyncGenerator<LedgerLine> {
    let after: string | undefined;
    do {
      const page: Page<LedgerLine> = await this.list(link, { after });
      yield* page.lines;
      after = page.next;
    } while (after !== undefined);
  }

  /**
   * One entry with its images, unconverted.
   * @throws ReplicatorError `UND_REPLICATOR_ENTRY_INVALID`
   */
  async show(link: LinkName, id: string): Promise<LedgerEntry | undefined> {
    const entry = await this.#entries.show(linkId(link), id);
    return entry === undefined ? undefined : { ...toLine(link, entry.head), images: entry.images };
  }
}

function toLine(link: LinkName, { id, facts }: EntryHead): LedgerLine {
  const wonVersion = facts.wonVersion?.S;
  const writtenMs = facts.writtenMs?.N;
  return {
    id,
    link,
    key: facts.key?.M ?? {},
    reason: (facts.reason?.S ?? '') as LossReason,
    lost: { kind: (facts.lostKind?.S ?? '') as Change['kind'], version: facts.lostVersion?.S ?? '' },
    base: baseOf(facts.base?.S),
    recordedMs: Number(facts.recordedMs?.N),
    ...decidedOf(facts),
    ...(wonVersion === undefined
      ? {}
      : { won: { kind: (facts.wonKind?.S ?? '') as Winner['kind'], version: wonVersion } }),
    ...(writtenMs === undefined ? {} : { writtenMs: Number(writtenMs) }),
  };
}

function baseOf(text: string | undefined): LedgerLine['base'] {
  return text === 'item' || text === 'nothing' ? text : undefined;
}

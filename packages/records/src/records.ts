import {
  Ledger,
  ParkedRecords,
  type Decided,
  type LedgerEntry,
  type LedgerLine,
  type ParkedEntry,
  type ParkedLine,
} from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import { RecordsError } from './errors.ts';
import { nameRecord } from './name-record.ts';
import type {
  RecordEntry,
  RecordFilter,
  RecordKind,
  RecordLine,
  RecordName,
  RecordState,
  RegionClient,
} from './types.ts';

export interface RecordsPage {
  readonly lines: readonly RecordLine[];
  /** Given where there may be more: hand it to the next call as `after`. */
  readonly next?: string;
}

export interface RecordsOptions {
  /** By region. Records of a link lie in its target. */
  readonly clients: Readonly<Record<string, RegionClient>>;
  readonly tables: readonly string[];
  readonly regions: readonly [string, string];
}

/** Where a list goes on. */
interface Place {
  readonly at: number;
  readonly after?: string;
}

/** Entries read at once on the way to those that are asked for. */
const PAGE = 100;

/** The ledgers and the parked records of a service, in both regions. It only reads. */
export class Records {
  readonly #clients: RecordsOptions['clients'];
  readonly #shelves: readonly { readonly kind: RecordKind; readonly link: LinkName }[];

  constructor({ clients, tables, regions: [first, second] }: RecordsOptions) {
    this.#clients = clients;
    this.#shelves = (['ledger', 'dead-letter'] as const).flatMap((kind) =>
      tables.flatMap((table) => [
        { kind, link: { table, source: first, target: second } },
        { kind, link: { table, source: second, target: first } },
      ]),
    );
  }

  /** The client of a region. @throws RecordsError `UND_RECORDS_NOT_FOUND` */
  client(region: string): RegionClient {
    const client = this.#clients[region];
    if (client !== undefined) return client;
    throw new RecordsError('UND_RECORDS_NOT_FOUND', { what: `The service has no region "${region}".` });
  }

  /**
   * Lines that pass the filter, link by link, `limit` at a time (100 unless given): a ledger's in the order of the lost
   * versions, parked ones by key. @throws RecordsError `UND_RECORDS_CONFIG_INVALID` where `after` is none of ours
   */
  async list(
    filter: RecordFilter = {},
    { after, limit = 100 }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<RecordsPage> {
    const lines: RecordLine[] = [];
    let place: Place | undefined = after === undefined ? { at: 0 } : decodePlace(after);
    while (place !== undefined && lines.length < limit) {
      const { found, next }: { found: readonly RecordLine[]; next: Place | undefined } = await this.#read(
        place,
        filter,
        Math.min(PAGE, limit),
      );
      const room = limit - lines.length;
      lines.push(...found.slice(0, room));
      const last = lines.at(-1);
      place = found.length > room && last !== undefined ? { at: place.at, after: last.id } : next;
    }
    return { lines, ...(place === undefined ? {} : { next: encodePlace(place) }) };
  }

  /** All lines that pass the filter. */
  async *all(filter: RecordFilter = {}): AsyncGenerator<RecordLine> {
    for (let after: string | undefined; ;) {
      const page: RecordsPage = await this.list(filter, after === undefined ? {} : { after });
      yield* page.lines;
      if (page.next === undefined) return;
      after = page.next;
    }
  }

  /**
   * One record with both images.
   * @throws RecordsError `UND_RECORDS_NOT_FOUND`; ReplicatorError `UND_REPLICATOR_ENTRY_INVALID`
   */
  async show(name: RecordName): Promise<RecordEntry> {
    const { kind, link, id } = name;
    const client = this.client(link.target);
    const entry =
      kind === 'ledger'
        ? await new Ledger(client).show(link, id)
        : await new ParkedRecords(client).show(link, id);
    if (entry === undefined) {
      throw new RecordsError('UND_RECORDS_NOT_FOUND', { what: `There is no record ${nameRecord(name)}.` });
    }
    return { ...lineOf(kind, entry), images: entry.images, entry };
  }

  async #read(
    place: Place,
    filter: RecordFilter,
    limit: number,
  ): Promise<{ readonly found: readonly RecordLine[]; readonly next: Place | undefined }> {
    const shelf = this.#shelves[place.at];
    if (shelf === undefined) return { found: [], next: undefined };
    const beyond = place.at + 1 < this.#shelves.length ? { at: place.at + 1 } : undefined;
    if (!isShelfAsked(shelf, filter)) return { found: [], next: beyond };
    const { kind, link } = shelf;
    const paging = { limit, after: place.after };
    const client = this.client(link.target);
    const page =
      kind === 'ledger'
        ? await new Ledger(client).list(link, paging)
        : await new ParkedRecords(client).list(link, paging);
    const found = page.lines.map((line) => lineOf(kind, line)).filter((line) => isAsked(line, filter));
    return { found, next: page.next === undefined ? beyond : { at: place.at, after: page.next } };
  }
}

/** A line of either store as a record's. */
function lineOf(kind: RecordKind, line: LedgerLine | ParkedLine | LedgerEntry | ParkedEntry): RecordLine {
  const { id, link, key, decisions, claim, closed } = line;
  const common = {
    kind,
    id,
    link,
    key,
    decisions,
    claim,
    closed,
    state: stateOf(line, 'status' in line && line.status === 'superseded'),
    line,
  };
  return 'reason' in line
    ? { ...common, cause: line.reason, atMs: line.recordedMs, write: line.lost.kind }
    : {
        ...common,
        cause: line.cause,
        atMs: line.parkedMs,
        write: line.event === 'REMOVE' ? 'remove' : 'put',
      };
}

function stateOf({ closed, claim }: Decided, isSuperseded: boolean): RecordState {
  if (closed !== undefined) return 'closed';
  if (isSuperseded) return 'superseded';
  return claim === undefined ? 'open' : 'claimed';
}

function isShelfAsked(
  { kind, link }: { kind: RecordKind; link: LinkName },
  { kind: asked, table, source, target }: RecordFilter,
): boolean {
  return (
    (asked === undefined || asked === kind) &&
    (table === undefined || table === link.table) &&
    (source === undefined || source === link.source) &&
    (target === undefined || target === link.target)
  );
}

function isAsked(
  { atMs, cause, state }: RecordLine,
  { sinceMs = -Infinity, untilMs = Infinity, cause: part = '', state: asked }: RecordFilter,
): boolean {
  return (
    atMs >= sinceMs &&
    atMs <= untilMs &&
    cause.toLowerCase().includes(part.toLowerCase()) &&
    (asked === undefined || asked === state)
  );
}

function encodePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decodePlace(text: string): Place {
  try {
    const place = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Place>;
    if (Number.isSafeInteger(place.at)) return place as Place;
  } catch {
    // Said below, as for whatever else is none.
  }
  throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
    what: `"${text}" is no place in a list; hand on what the page before said.`,
  });
}

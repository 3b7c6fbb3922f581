import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { tombstoneId, type Item } from '@understudy/versions';
import { linkId, PARKED_TABLE, type LinkName } from '@understudy/links';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import { decidedOf, type Decided } from './decisions.ts';
import type { RegionClient, StreamRecord } from '../types.ts';
import { EntryTable, type EntryHead } from './entry-table.ts';
import type { Page } from './ledger.ts';

/** A record that could not be applied, without its images. */
export interface ParkedLine extends Decided {
  readonly id: string;
  readonly link: LinkName;
  readonly key: Item;
  readonly event: StreamRecord['event'];
  readonly sequence: string;
  /** Its version as text, where the record came so far as to have one. */
  readonly version?: string | undefined;
  /** Name and message of what refused it. */
  readonly cause: string;
  /** `superseded`: a later image of its key was settled since. */
  readonly status: 'parked' | 'superseded';
  /** Wall time in ms. */
  readonly parkedMs: number;
}

/** A parked record with the images it carried. */
export interface ParkedEntry extends ParkedLine {
  readonly images: { readonly new?: Item; readonly old?: Item };
}

/** The parked records of one region: what the links that write it could not apply. */
export class ParkedRecords {
  readonly #client: RegionClient;
  readonly #entries: EntryTable;

  /** `client`: of the links' target region. */
  constructor(client: RegionClient) {
    this.#client = client;
    this.#entries = new EntryTable(client, PARKED_TABLE);
  }

  /** Condition: this record of this link is not parked. `added`: `false` where it is. */
  async park(
    link: LinkName,
    record: StreamRecord,
    version: string | undefined,
    cause: unknown,
    parkedMs: number,
  ): Promise<{ readonly id: string; readonly added: boolean }> {
    const facts: Item = {
      key: { M: { ...record.keys } },
      event: { S: record.event },
      sequence: { S: record.sequence },
      cause: { S: describe(cause) },
      status: { S: 'parked' },
      parkedMs: { N: String(parkedMs) },
      ...(version === undefined ? {} : { version: { S: version } }),
    };
    const id = `${hashOf(link, record.keys)}#${record.sequence.padStart(40, '0')}`;
    const added = await this.#entries.add(linkId(link), id, facts, {
      ...(record.newImage === undefined ? {} : { new: record.newImage }),
      ...(record.oldImage === undefined ? {} : { old: record.oldImage }),
    });
    return { id, added };
  }

  /**
   * Marks the key's parked records before the one of `by` as superseded; condition of each: it is there. Those that it
   * marked. Sequence numbers may begin again with another stream, versions may go back with a removal: either is enough.
   */
  async supersede(
    link: LinkName,
    key: Item,
    by: { readonly sequence: string; readonly version: string },
  ): Promise<readonly string[]> {
    const { sequence } = by;
    const marked: string[] = [];
    for await (const line of this.all(link, hashOf(link, key))) {
      if (!isOpen(line) || !isBefore(line, by)) continue;
      try {
        await this.#client.send(
          new UpdateItemCommand({
            TableName: PARKED_TABLE,
            Key: { link: { S: linkId(link) }, entry: { S: `head#${line.id}` } },
            UpdateExpression: 'SET #status = :superseded, #by = :by',
            ConditionExpression: 'attribute_exists(#entry)',
            ExpressionAttributeNames: { '#status': 'status', '#by': 'supersededBy', '#entry': 'entry' },
            ExpressionAttributeValues: { ':superseded': { S: 'superseded' }, ':by': { S: sequence } },
          }),
        );
        marked.push(line.id);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    }
    return marked;
  }

  /** Lines of one link, grouped by key, `limit` (100 unless given) at a time. */
  async list(
    link: LinkName,
    options: {
      readonly prefix?: string | undefined;
      readonly after?: string | undefined;
      readonly limit?: number;
    } = {},
  ): Promise<Page<ParkedLine>> {
    const { heads, next } = await this.#entries.list(linkId(link), options);
    return { lines: heads.map((head) => toLine(link, head)), next };
  }

  /** One line, without its images. */
  async line(link: LinkName, id: string): Promise<ParkedLine | undefined> {
    const { lines } = await this.list(link, { prefix: id, limit: 1 });
    return lines.find((line) => line.id === id);
  }

  /** How many of a link's parked records are open. */
  async countOpen(link: LinkName): Promise<number> {
    let open = 0;
    for await (const line of this.all(link)) if (isOpen(line)) open += 1;
    return open;
  }

  /** All lines of one link, or of one key of it. */
  async *all(link: LinkName, prefix?: string): AsyncGenerator<ParkedLine> {
    let after: string | undefined;
    do {
      const page = await this.list(link, {
        prefix,
        after,
      });
      yield* page.lines;
      after = page.next;
    } while (after !== undefined);
  }

  /**
   * One parked record with its images, unconverted.
   * @throws ReplicatorError `UND_REPLICATOR_ENTRY_INVALID`
   */
  async show(link: LinkName, id: string): Promise<ParkedEntry | undefined> {
    const entry = await this.#entries.show(linkId(link), id);
    return entry === undefined ? undefined : { ...toLine(link, entry.head), images: entry.images };
  }
}

/** Whether it is neither superseded nor decided: the target lacks this write. */
export function isOpen(line: Pick<ParkedLine, 'status' | 'closed'> | undefined): boolean {
  return line?.status === 'parked' && line.closed === undefined;
}

function isBefore(
  line: ParkedLine,
  { sequence, version }: { readonly sequence: string; readonly version: string },
): boolean {
  const isOfEarlierEpoch = line.version !== undefined && line.version < version;
  return isOfEarlierEpoch || BigInt(line.sequence) < BigInt(sequence);
}

function hashOf({ table }: LinkName, key: Item): string {
  return tombstoneId(table, key).slice(table.length + 1);
}

function describe(cause: unknown): string {
  return (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)).slice(0, 2_000);
}

function toLine(link: LinkName, { id, facts }: EntryHead): ParkedLine {
  const version = facts.version?.S;
  return {
    id,
    link,
    key: facts.key?.M ?? {},
    event: (facts.event?.S ?? '') as StreamRecord['event'],
    sequence: facts.sequence?.S ?? '',
    cause: facts.cause?.S ?? '',
    status: facts.status?.S === 'superseded' ? 'superseded' : 'parked',
    parkedMs: Number(facts.parkedMs?.N),
    ...decidedOf(facts),
    version,
  };
}

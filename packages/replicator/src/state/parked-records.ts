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

  /** Condition: this record of this link is not parked. `false` where it is. */
  async park(
    link: LinkName,
    record: StreamRecord,
    version: string | undefined,
    cause: unknown,
    parkedMs: number,
  ): Promise<boolean> {
    const facts: Item = {
      key: { M: { ...record.keys } },
      event: { S: record.event },
      sequence: { S: record.sequence },
      cause: { S: describe(cause) },
      status: { S: 'parked' },
      parkedMs: { N: String(parkedMs) },
      ...(version === undefined ? {} : { version: { S: version } }),
    };
    return this.#entries.add(
      linkId(link),
      `${hashOf(link, record.keys)}#${record.sequence.padStart(40, '0')}`,
      facts,
      {
        ...(record.newImage === undefined ? {} : { new: record.newImage }),
        ...(record.oldImage === undefined ? {} : { old: record.oldImage }),
      },
    );
  }

  /** Marks the key's parked records up to `sequence` as superseded; condition of each: it is there. How many it marked. */
  async supersede(link: LinkName, key: Item, sequence: string): Promise<number> {
    let marked = 0;
    for await (const line of this.all(link, hashOf(link, key))) {
      if (line.status !== 'parked' || BigInt(line.sequence) >= BigInt(sequence)) continue;
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
        marked += 1;
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

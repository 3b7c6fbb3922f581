import { createHash } from 'node:crypto';
import { GetItemCommand, PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import { ReplicatorError } from '../errors.ts';
import type { RegionClient } from '../types.ts';
import { decodeImage, encodeImage } from './encode-image.ts';

/** Which chunks make an image. */
interface ImageChunks {
  readonly count: number;
  /** Of the image's bytes. It is in the chunks' names, so that one that is written late is not taken for part of another image. */
  readonly digest: string;
}

/** A head: small facts, and the chunks of each image. */
export interface EntryHead {
  readonly id: string;
  readonly facts: Item;
  readonly chunks: Readonly<Record<string, ImageChunks>>;
}

/** One page of heads, and where the next begins. */
export interface EntryPage {
  readonly heads: readonly EntryHead[];
  readonly next?: string | undefined;
}

const HEAD = 'head#';
const CHUNK = 'chunk#';

/**
 * Entries with images of any size in a table of (`link`, `entry`): one head, which is written last and once, and the
 * images' chunks. Heads sort by id, apart from the chunks, so that a list reads heads only.
 */
export class EntryTable {
  readonly #client: RegionClient;
  readonly #table: string;

  constructor(client: RegionClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Condition of the head: no entry has the id. `false` where one has: the first one written stays. */
  async add(link: string, id: string, facts: Item, images: Readonly<Record<string, Item>>): Promise<boolean> {
    if ((await this.#head(link, id)) !== undefined) return false;
    const made: Record<string, AttributeValue> = {};
    for (const [name, image] of Object.entries(images)) {
      const chunks = await encodeImage(image);
      const digest = digestOf(chunks);
      made[name] = { M: { count: { N: String(chunks.length) }, digest: { S: digest } } };
      for (const [at, bytes] of chunks.entries()) {
        await this.#client.send(
          new PutItemCommand({
            TableName: this.#table,
            Item: { link: { S: link }, entry: { S: chunkName(id, name, digest, at) }, bytes: { B: bytes } },
          }),
        );
      }
    }
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: { ...facts, link: { S: link }, entry: { S: HEAD + id }, chunks: { M: made } },
          ConditionExpression: 'attribute_not_exists(#entry)',
          ExpressionAttributeNames: { '#entry': 'entry' },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  /** Heads in the order of their ids. `prefix` narrows them to ids that begin so. */
  async list(
    link: string,
    {
      prefix = '',
      after,
      limit = 100,
    }: { prefix?: string | undefined; after?: string | undefined; limit?: number } = {},
  ): Promise<EntryPage> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: '#link = :link AND begins_with(#entry, :prefix)',
        ExpressionAttributeNames: { '#link': 'link', '#entry': 'entry' },
        ExpressionAttributeValues: { ':link': { S: link }, ':prefix': { S: HEAD + prefix } },
        ConsistentRead: true,
        Limit: limit,
        ...(after === undefined
          ? {}
          : { ExclusiveStartKey: { link: { S: link }, entry: { S: HEAD + after } } }),
      }),
    );
    const last = LastEvaluatedKey?.entry?.S;
    return { heads: Items.map(toHead), ...(last === undefined ? {} : { next: last.slice(HEAD.length) }) };
  }

  /**
   * A head with its images, put together again.
   * @throws ReplicatorError `UND_REPLICATOR_ENTRY_INVALID`
   */
  async show(
    link: string,
    id: string,
  ): Promise<{ readonly head: EntryHead; readonly images: Readonly<Record<string, Item>> } | undefined> {
    const head = await this.#head(link, id);
    if (head === undefined) return undefined;
    const images: Record<string, Item> = {};
    for (const [name, chunks] of Object.entries(head.chunks)) {
      images[name] = await this.#image(link, id, name, chunks);
    }
    return { head, images };
  }

  async #head(link: string, id: string): Promise<EntryHead | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#table,
        Key: { link: { S: link }, entry: { S: HEAD + id } },
        ConsistentRead: true,
      }),
    );
    return item === undefined ? undefined : toHead(item);
  }

  async #image(link: string, id: string, name: string, { count, digest }: ImageChunks): Promise<Item> {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < count; at += 1) {
      const { Item: item } = await this.#client.send(
        new GetItemCommand({
          TableName: this.#table,
          Key: { link: { S: link }, entry: { S: chunkName(id, name, digest, at) } },
          ConsistentRead: true,
        }),
      );
      if (item?.bytes?.B !== undefined) chunks.push(item.bytes.B);
    }
    try {
      if (chunks.length !== count) throw new Error(`${chunks.length} of ${count} chunks are there`);
      return await decodeImage(chunks);
    } catch (cause) {
      throw new ReplicatorError('UND_REPLICATOR_ENTRY_INVALID', {
        what: `The ${name} image of entry ${id} of ${link} can't be put together.`,
        details: { link, id, name, count },
        cause,
      });
    }
  }
}

function chunkName(id: string, image: string, digest: string, at: number): string {
  return `${CHUNK}${id}#${image}#${digest}#${String(at).padStart(4, '0')}`;
}

function toHead(item: Item): EntryHead {
  const chunks = Object.entries(item.chunks?.M ?? {}).map(([name, { M: of }]): [string, ImageChunks] => [
    name,
    { count: Number(of?.count?.N), digest: of?.digest?.S ?? '' },
  ]);
  return { id: (item.entry?.S ?? '').slice(HEAD.length), facts: item, chunks: Object.fromEntries(chunks) };
}

function digestOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('base64url').slice(0, 22);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Ledger, ParkedRecords } from '@understudy/replicator';
import { ACCESS_KEY, prepareTable, type LocalRegion } from '@understudy/sandbox';
import { decodeVersion, encodeVersion, replicatedStamp, type Item } from '@understudy/versions';
import { ensureReplicationTables, loadTopology, openService, type OpenedService } from '@understudy/service';
import type { LinkName } from '@understudy/links';
import { createRoute, ensureFenceTable, ensureRouteTable } from '@understudy/route-store';
import { openRecords, type OpenedRecords } from '../adapters/open-records.ts';

const EAST = 'us-east-1';
export const WEST = 'eu-central-1';
export const STAMP = 'understudy:v';
const WITNESS = 'eu-west-1';

/** The link from the region that was lost, in epoch 0, to the writer of epoch 1. */
export const link = (table = 'orders'): LinkName => ({ table, source: EAST, target: WEST });

/** A version of the old writer, and one of today's. */
export const versionAt = (n: number, epoch = 0, region = EAST) =>
  encodeVersion({ epoch, region, sequence: String(n).padStart(21, '1') });

/** A service whose writer is WEST, in databases of one DynamoDB Local, and records to decide on. */
export interface Shop {
  readonly file: string;
  readonly service: OpenedRecords;
  readonly west: DynamoDBClient;
  readonly east: DynamoDBClient;
  itemOf(client: DynamoDBClient, id: string, table?: string): Promise<Item | undefined>;
  /** An entry for a put that lost against what `won` says; `won: undefined`: a foreign tail. */
  lose(lost: Item, won: Item | 'tombstone' | undefined, n: number, table?: string): Promise<string>;
  /** Entries for writes that were made one upon the other, from the first image to each of the others, and an item that won. */
  loseChain(images: readonly [Item, ...Item[]], won: Item, n: number): Promise<readonly string[]>;
  park(item: Item, n: number, versioned: boolean, table?: string): Promise<string>;
  close(): Promise<void>;
}

export async function openShop(local: LocalRegion): Promise<Shop> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
  const directory = mkdtempSync(join(tmpdir(), 'understudy-records-'));
  const file = join(directory, 'understudy.yaml');
  const { endpoint, directEndpoint } = local;
  const topology = {
    service: 'shop',
    regions: {
      data: [
        { name: EAST, endpoint },
        { name: WEST, endpoint: directEndpoint },
      ],
      witness: { endpoints: [{ name: WITNESS, endpoint: directEndpoint.replace('127.0.0.1', '127.0.0.2') }] },
    },
    tables: [{ name: 'orders' }, { name: 'legacy', writes: 'foreign' }],
  };
  writeFileSync(file, JSON.stringify(topology));
  const opened = openService(loadTopology(file));
  const [east, west] = [opened.dataClient(EAST), opened.dataClient(WEST)];
  await createTables(opened);
  const service = openRecords(opened.topology);
  return {
    file,
    service,
    west,
    east,
    itemOf: async (client, id, table = 'orders') => {
      const Key = { id: { S: id } };
      const get = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
      return (await client.send(get)).Item;
    },
    lose: (...given) => lose(west, ...given),
    loseChain: (...given) => loseChain(west, ...given),
    park: (...given) => park(west, ...given),
    close: async () => {
      await service.close();
      await opened.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Understudy's tables and the service's, and a route whose writer is WEST. */
async function createTables(opened: OpenedService): Promise<void> {
  const { controlClients, regions, routeStore: store, fences } = opened;
  for (const client of controlClients) await ensureRouteTable(client);
  for (const region of regions) {
    const client = opened.dataClient(region);
    await ensureFenceTable(client);
    await ensureReplicationTables(client);
    for (const name of ['orders', 'legacy']) await prepareTable(client, { name, key: { id: 'S' } });
  }
  await createRoute({ store, fences, regions, writer: WEST, atMs: 1 });
}

/** Records a put that lost against what `won` says, and returns the entry's id. */
async function lose(
  west: DynamoDBClient,
  ...[lost, won, n, table = 'orders']: Parameters<Shop['lose']>
): Promise<string> {
  const ledger = new Ledger(west);
  const versionText = versionAt(n);
  const winning = decodeVersion(versionAt(n, 1, WEST));
  const id = lost.id ?? { S: '' };
  const stamped = { ...lost, [STAMP]: { S: replicatedStamp(decodeVersion(versionText)) } };
  const change = {
    kind: 'put',
    keyText: String(id.S),
    key: { id },
    image: stamped,
    version: decodeVersion(versionText),
    versionText,
  } as const;
  if (won !== undefined && won !== 'tombstone') {
    const Item = { ...won, [STAMP]: { S: replicatedStamp(winning) } };
    await west.send(new PutItemCommand({ TableName: table, Item }));
  }
  const winner =
    won === undefined
      ? undefined
      : won === 'tombstone'
        ? ({ kind: 'tombstone', version: winning } as const)
        : ({
            kind: 'item',
            item: { ...won, [STAMP]: { S: replicatedStamp(winning) } },
            stamp: replicatedStamp(winning),
            version: winning,
          } as const);
  const reason = won === undefined ? 'foreign-tail' : 'later-version';
  await ledger.record(link(table), change, reason, winner, 1_000_000 + n);
  for await (const line of ledger.all(link(table))) {
    if (line.lost.version === versionText && line.key.id?.S === id.S) return line.id;
  }
  throw new Error('not kept');
}

async function loseChain(
  west: DynamoDBClient,
  ...[[first, ...rest], won, n]: Parameters<Shop['loseChain']>
): Promise<readonly string[]> {
  const ledger = new Ledger(west);
  const winning = decodeVersion(versionAt(n, 1, WEST));
  const stamp = replicatedStamp(winning);
  const item = { ...won, [STAMP]: { S: stamp } };
  await west.send(new PutItemCommand({ TableName: 'orders', Item: item }));
  const key = { id: first.id ?? { S: '' } };
  const winner = { kind: 'item', item, stamp, version: winning } as const;
  let oldImage: Item = { ...first, [STAMP]: { S: versionAt(n) } };
  for (const [at, image] of rest.entries()) {
    const versionText = versionAt(n + at + 1);
    const version = decodeVersion(versionText);
    const stamped = { ...image, [STAMP]: { S: versionText } };
    const change = {
      kind: 'put',
      keyText: String(key.id.S),
      key,
      image: stamped,
      oldImage,
      version,
      versionText,
    } as const;
    await ledger.record(link(), change, 'later-version', winner, 1_000_000 + n + at);
    oldImage = stamped;
  }
  const ids: string[] = [];
  for await (const line of ledger.all(link())) if (line.key.id?.S === key.id.S) ids.push(line.id);
  return ids;
}

/** Parks a record, and returns the entry's id. */
async function park(
  west: DynamoDBClient,
  ...[item, n, versioned, table = 'orders']: Parameters<Shop['park']>
): Promise<string> {
  const parked = new ParkedRecords(west);
  const sequence = String(n).padStart(21, '1');
  const record = {
    sequence,
    event: 'INSERT',
    keys: { id: item.id ?? { S: '' } },
    newImage: item,
    byTimeToLive: false,
    sizeBytes: 1,
  } as const;
  const cause = new Error('Item size has exceeded the maximum');
  await parked.park(link(table), record, versioned ? versionAt(n) : undefined, cause, 2_000_000 + n);
  for await (const line of parked.all(link(table))) if (line.sequence === sequence) return line.id;
  throw new Error('not parked');
}

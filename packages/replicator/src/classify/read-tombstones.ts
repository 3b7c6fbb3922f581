import { BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import { decodeVersion, tombstoneId, tombstoneKey, type Item, type Version } from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import type { RegionClient } from '../types.ts';

/** DynamoDB's most keys in one BatchGetItem. */
const BATCH = 100;
const TABLE = TOMBSTONES_TABLE.TableName;

/** The tombstone of a key in that client's region; strongly consistent. */
export async function readTombstone(
  client: RegionClient,
  table: string,
  key: Item,
): Promise<Version | undefined> {
  const { Item: found } = await client.send(
    new GetItemCommand({ TableName: TABLE, Key: tombstoneKey({ table, key }), ConsistentRead: true }),
  );
  return versionOf(found);
}

/** The tombstones of many keys in that client's region, by tombstone id; strongly consistent. */
export async function readTombstones(
  client: RegionClient,
  table: string,
  keys: Iterable<Item>,
  {
    clock,
    randomness,
    signal,
  }: { readonly clock: Clock; readonly randomness: Randomness; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Version>> {
  const found = new Map<string, Version>();
  let open = [...new Set([...keys].map((key) => tombstoneId(table, key)))];
  for (let unheard = 0; open.length > 0;) {
    const asked = open.slice(0, BATCH);
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [TABLE]: { Keys: asked.map((id) => ({ id: { S: id } })), ConsistentRead: true } },
      }),
    );
    for (const item of Responses?.[TABLE] ?? []) {
      const version = versionOf(item);
      if (version !== undefined && item.id?.S !== undefined) found.set(item.id.S, version);
    }
    const again = (UnprocessedKeys?.[TABLE]?.Keys ?? []).flatMap(({ id }) =>
      id?.S === undefined ? [] : [id.S],
    );
    unheard = again.length === 0 ? 0 : unheard + 1;
    open = [...again, ...open.slice(BATCH)];
    if (unheard > 0)
      await clock.sleep(backoffMs(unheard, { firstMs: 20, mostMs: 1_000 }, randomness), signal);
  }
  return found;
}

function versionOf(item: Item | undefined): Version | undefined {
  return item?.v?.S === undefined ? undefined : decodeVersion(item.v.S);
}

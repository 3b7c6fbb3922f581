import {
  DeleteItemCommand,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  decodeStamp,
  decodeVersion,
  incompleteMember,
  stampOf,
  tombstoneKey,
  type Item,
  type Version,
} from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { planRepair, type RepairPlan } from './plan-repair.ts';
import { deleteMarked } from './requests/delete-marked.ts';
import { markCopy } from './requests/mark-copy.ts';
import { putWinner } from './requests/put-winner.ts';
import type { RepairTable } from './requests/repair-table.ts';
import type { Both, Difference, RegionClient, Side, VerifiedRegion, VerifiedTable } from './types.ts';

export interface RepairOptions {
  readonly regions: Both<VerifiedRegion>;
  readonly table: VerifiedTable;
  readonly partitionKey: string;
  readonly stampAttribute: string;
  /** The writer's place, of a route that is steady with nothing merging. */
  readonly writer: Side;
}

/** A difference with the planned repair. */
export interface PlannedRepair {
  readonly difference: Difference;
  readonly tombstones: Both<Version | undefined>;
  readonly plan: RepairPlan;
}

/**
 * How a repair went: `overtaken`: something was written since it was decided, and nothing of that was touched: verify
 * again.
 */
export type RepairOutcome = 'repaired' | 'overtaken' | 'undecided';

/** Reads the key's tombstones in both regions, and decides. It writes nothing. @throws what the reads throw */
export async function prepareRepair(difference: Difference, options: RepairOptions): Promise<PlannedRepair> {
  const { regions, table, writer, stampAttribute } = options;
  const { key } = difference;
  const [left, right] = await Promise.all(
    regions.map(({ client }) => readTombstone(client, table.name, key)),
  );
  const tombstones = [left, right] as const;
  const plan = planRepair({
    difference,
    tombstones,
    regions: [regions[0].name, regions[1].name],
    writer,
    stampAttribute,
    writes: table.writes,
  });
  return { difference, tombstones, plan };
}

/**
 * Carries a repair out. Every write names in its condition what was seen, so a live write is never overwritten
 * (requests/repair-table.ts); the winner is read again after its copy was put, since it may have been deleted
 * meanwhile, and the copy is taken back then.
 * @throws what the requests throw
 */
export async function applyRepair(
  { difference, tombstones, plan }: PlannedRepair,
  options: RepairOptions,
): Promise<RepairOutcome> {
  const { regions, stampAttribute } = options;
  const { key, copies } = difference;
  const table: RepairTable = { ...options, table: options.table.name };
  if (plan.does === 'nothing') return 'undecided';
  if (plan.does === 'remove') {
    const removed = [];
    for (const side of plan.sides) {
      const copy = copies[side];
      if (copy !== undefined)
        removed.push(await remove(regions[side].client, key, plan.version, copy, table));
    }
    return removed.every(Boolean) ? 'repaired' : 'overtaken';
  }
  // A winner without one of its members is not put anywhere.
  if (incompleteMember(plan.item) !== undefined) return 'undecided';
  const target = regions[plan.side].client;
  const seen = { copy: copies[plan.side], tombstone: tombstones[plan.side] };
  if (!(await succeeds(target.send(new TransactWriteItemsCommand(putWinner(key, plan.item, seen, table)))))) {
    return 'overtaken';
  }
  const home: Side = plan.side === 0 ? 1 : 0;
  const winner = await readItem(regions[home].client, table.table, key);
  if (winner !== undefined) {
    const stands = stampOf(winner, stampAttribute) === stampOf(copies[home], stampAttribute);
    return stands ? 'repaired' : 'overtaken';
  }
  const { version } = decodeStamp(stampOf(plan.item, stampAttribute) ?? '');
  await remove(target, key, version, plan.item, table);
  return 'overtaken';
}

/** Condition: the copy is the one that was seen; `false` where it is not. One that bears the mark already is only deleted. */
async function remove(
  client: RegionClient,
  key: Item,
  version: Version,
  copy: Item,
  table: RepairTable,
): Promise<boolean> {
  if (!(await succeeds(client.send(new UpdateItemCommand(markCopy(key, version, copy, table))))))
    return false;
  return succeeds(client.send(new DeleteItemCommand(deleteMarked(key, version, table))));
}

/** `false` where a condition refused it, or another write of that very item was under way. */
async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ConditionalCheckFailedException' || error.name === 'TransactionConflictException')
    return true;
  const { CancellationReasons: reasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  const codes = reasons.flatMap(({ Code = 'None' }) => (Code === 'None' ? [] : [Code]));
  return (
    codes.length > 0 &&
    codes.every((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')
  );
}

async function readTombstone(client: RegionClient, table: string, key: Item): Promise<Version | undefined> {
  const { Item: item } = await client.send(
    new GetItemCommand({
      TableName: TOMBSTONES_TABLE.TableName,
      Key: tombstoneKey({ table, key }),
      ConsistentRead: true,
    }),
  );
  return item?.v?.S === undefined ? undefined : decodeVersion(item.v.S);
}

async function readItem(client: RegionClient, table: string, key: Item): Promise<Item | undefined> {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { ...key }, ConsistentRead: true }),
  );
  return item;
}

import { BatchGetItemCommand, DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { isConditionFailure } from '@understudy/replicator';
import { decodeStamp, keyText, markedStamp, stampOf, type Item } from '@understudy/versions';
import type { CopyContext } from './copy-context.ts';
import { readPage } from './copy-segment.ts';
import { keyOf } from './decide-copy.ts';
import { repeatRequest } from './repeat-request.ts';
import type { ScanKey } from './types.ts';

/** DynamoDB's most keys in one BatchGetItem. */
const BATCH = 100;

/**
 * Re-seeding only: removes what the target holds of the source's writes and the source no longer holds, since the
 * records of those deletes are lost. The source is asked after the target's item was seen, and the item is removed only
 * with the stamp that was seen, so whatever the link brings meanwhile stays. Items without a stamp, and the target's
 * own writes, are left alone. Gives how many were removed.
 */
export async function sweepTarget(segments: number, context: CopyContext): Promise<number> {
  const onTarget: CopyContext = { ...context, reads: context.guarded };
  const removed = await Promise.all(
    Array.from({ length: segments }, (_none, segment) => sweepSegment(segment, segments, onTarget, context)),
  );
  return removed.reduce((sum, each) => sum + each, 0);
}

async function sweepSegment(
  segment: number,
  segments: number,
  onTarget: CopyContext,
  context: CopyContext,
): Promise<number> {
  let removed = 0;
  let after: ScanKey | undefined;
  do {
    const { items, next } = await readPage(segment, segments, after, onTarget);
    const copies = items.filter((item) => isCopyOf(context.source, item, context));
    for (let from = 0; from < copies.length; from += BATCH) {
      const some = copies.slice(from, from + BATCH);
      const there = await readKeys(some, context);
      const gone = some.filter((item) => !there.has(keyText(keyOf(item, context.table.keys))));
      const done = await Promise.all(gone.map((item) => context.slots.run(() => remove(item, context))));
      removed += done.filter(Boolean).length;
    }
    after = next;
  } while (after !== undefined);
  return removed;
}

function isCopyOf(source: string, item: Item, { table }: CopyContext): boolean {
  const text = stampOf(item, table.stampAttribute);
  return text !== undefined && decodeStamp(text).version.region === source;
}

/** Which of the items' keys the source holds, as texts. */
async function readKeys(items: readonly Item[], context: CopyContext): Promise<ReadonlySet<string>> {
  const { table, reads } = context;
  const names = Object.fromEntries(table.keys.map((name, at) => [`#k${at}`, name]));
  const found = new Set<string>();
  let open = items.map((item) => ({ ...keyOf(item, table.keys) }));
  while (open.length > 0) {
    const { Responses, UnprocessedKeys } = await repeatRequest(
      () =>
        reads.send(
          new BatchGetItemCommand({
            RequestItems: {
              [table.name]: {
                Keys: open,
                ConsistentRead: true,
                ProjectionExpression: Object.keys(names).join(', '),
                ExpressionAttributeNames: names,
              },
            },
          }),
        ),
      context,
    );
    for (const item of Responses?.[table.name] ?? []) found.add(keyText(keyOf(item, table.keys)));
    open = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}

/** Conditions: the item bears the stamp that was seen, then the mark (the protocol, "Stamps"). `false`: it no longer does. */
async function remove(item: Item, context: CopyContext): Promise<boolean> {
  const { table, guarded, writer, clock, signal } = context;
  const seen = stampOf(item, table.stampAttribute) ?? '';
  const stamp = decodeStamp(seen);
  const marked = markedStamp(stamp.version);
  const key = { ...keyOf(item, table.keys) };
  const condition = {
    ConditionExpression: '#v = :seen',
    ExpressionAttributeNames: { '#v': table.stampAttribute },
  };
  return repeatRequest(async () => {
    await writer.ready((ms) => clock.sleep(ms, signal));
    try {
      if (!stamp.marked) {
        await guarded.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: key,
            UpdateExpression: 'SET #v = :marked',
            ...condition,
            ConditionExpression: '#v = :seen OR #v = :marked',
            ExpressionAttributeValues: { ':seen': { S: seen }, ':marked': { S: marked } },
          }),
        );
      }
      await guarded.send(
        new DeleteItemCommand({
          TableName: table.name,
          Key: key,
          ...condition,
          ExpressionAttributeValues: { ':seen': { S: marked } },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }, context);
}

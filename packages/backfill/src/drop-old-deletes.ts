import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { isConditionFailure, type LinkStore } from '@understudy/replicator';
import { TOMBSTONES_TABLE, type LinkName } from '@understudy/links';
import { decodeTombstone, decodeVersion, type Item } from '@understudy/versions';
import type { CopyContext } from './copy-context.ts';
import { repeatRequest } from './repeat-request.ts';

/**
 * After the source's table was made again: drops what the target keeps of deletes by sequence numbers of the table before,
 * tombstones and the link's own list of deletes to check again. They would count as later than what the new table writes.
 * Nothing that they guard against can be applied any more, since the link is at rest. Gives how many tombstones were dropped.
 */
export async function dropOldDeletes(
  link: LinkName,
  links: Pick<LinkStore, 'readSuspects' | 'dropSuspect'>,
  context: CopyContext,
): Promise<number> {
  for (const suspect of await repeatRequest(() => links.readSuspects(link), context))
    await repeatRequest(() => links.dropSuspect(link, suspect), context);
  let dropped = 0;
  let start: Item | undefined;
  do {
    const page = await readPage(link.table, start, context);
    for (const item of page.items) {
      const { region, sequence } = decodeVersion(decodeTombstone(item).version);
      if (region !== link.source || sequence === '0') continue;
      if (await dropTombstone(item, context)) dropped += 1;
    }
    start = page.next;
  } while (start !== undefined);
  return dropped;
}

async function readPage(table: string, start: Item | undefined, context: CopyContext) {
  const { Items = [], LastEvaluatedKey } = await repeatRequest(
    () =>
      context.guarded.send(
        new ScanCommand({
          TableName: TOMBSTONES_TABLE.TableName,
          FilterExpression: '#table = :table',
          ExpressionAttributeNames: { '#table': 'table' },
          ExpressionAttributeValues: { ':table': { S: table } },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      ),
    context,
  );
  return { items: Items, next: LastEvaluatedKey };
}

/** Condition: it is of the version that was seen. */
async function dropTombstone({ id, v }: Item, context: CopyContext): Promise<boolean> {
  if (id === undefined || v === undefined) return false;
  return repeatRequest(async () => {
    try {
      await context.guarded.send(
        new DeleteItemCommand({
          TableName: TOMBSTONES_TABLE.TableName,
          Key: { id },
          ConditionExpression: '#v = :v',
          ExpressionAttributeNames: { '#v': 'v' },
          ExpressionAttributeValues: { ':v': v },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }, context);
}

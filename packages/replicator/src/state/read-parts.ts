import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { linkId, LINKS_TABLE, type LinkName } from '@understudy/links';
import type { RegionClient } from '../types.ts';

/** Every part of a link in `understudy-links` whose name begins with `prefix`, in the order of their names. */
export async function readParts(
  client: RegionClient,
  link: LinkName,
  prefix: string,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: LINKS_TABLE,
        KeyConditionExpression: '#link = :link AND begins_with(#part, :prefix)',
        ExpressionAttributeNames: { '#link': 'link', '#part': 'part' },
        ExpressionAttributeValues: { ':link': { S: linkId(link) }, ':prefix': { S: prefix } },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    found.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SHOP_ORDERS } from './catalogue.ts';

const MOST_KEYS = 100;

/** The acknowledged orders that a region does not hold. */
export async function findLostOrders(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  placed: readonly string[],
): Promise<readonly string[]> {
  const lost = new Set(placed);
  let wanted = [...lost];
  while (wanted.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [SHOP_ORDERS]: {
            Keys: wanted.slice(0, MOST_KEYS).map((id) => ({ id })),
            ConsistentRead: true,
            ProjectionExpression: 'id',
          },
        },
      }),
    );
    for (const { id } of Responses[SHOP_ORDERS] ?? []) lost.delete(String(id));
    const again = (UnprocessedKeys[SHOP_ORDERS]?.Keys ?? []).map(({ id }) => String(id));
    wanted = [...again, ...wanted.slice(MOST_KEYS)];
  }
  return [...lost];
}

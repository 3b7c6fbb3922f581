import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { stripItem, type Item } from '@understudy/versions';

/**
 * What a caller sees of one request, without what differs from request to request. Capacity is left out: stamps and
 * conditions count in it, and DynamoDB Local tells it unasked now and then.
 */
export type Seen = { readonly answer: unknown } | { readonly error: unknown };

export async function see(sent: Promise<unknown>): Promise<Seen> {
  try {
    const {
      $metadata,
      ConsumedCapacity: _capacity,
      ...answer
    } = (await sent) as {
      $metadata: { httpStatusCode?: number };
      ConsumedCapacity?: unknown;
    };
    return { answer: { ...answer, status: $metadata.httpStatusCode } };
  } catch (error) {
    const { name, message, $fault, Item, CancellationReasons, code } = error as Record<string, unknown>;
    return {
      error: {
        class: (error as object).constructor.name,
        name,
        message,
        $fault,
        Item,
        CancellationReasons,
        code,
      },
    };
  }
}

/** Every item of a table by its key, without stamps. */
export async function contents(
  client: DynamoDBClient,
  table: string,
  keys: readonly string[],
): Promise<Readonly<Record<string, Item>>> {
  const items: Record<string, Item> = {};
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    for (const item of page.Items ?? []) {
      items[keys.map((key) => JSON.stringify(item[key])).join()] = stripItem(item, 'understudy:v');
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

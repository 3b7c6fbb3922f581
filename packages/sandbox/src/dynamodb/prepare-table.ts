import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  type ScalarAttributeType,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor } from '@understudy/core';

export interface TableShape {
  readonly name: string;
  /** The partition key and, if there is one, the sort key after it: `{ pk: 'S', sk: 'N' }`. */
  readonly key: Readonly<Record<string, ScalarAttributeType>>;
  /** Whether it has a stream, of new and old images. Default true. */
  readonly stream?: boolean;
}

/** Creates a table, paid by request, and waits until it takes requests; gives its description, stream and all. */
export async function prepareTable(
  client: Pick<DynamoDBClient, 'send'>,
  shape: TableShape,
): Promise<TableDescription> {
  const names = Object.entries(shape.key);
  await client.send(
    new CreateTableCommand({
      TableName: shape.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: names.map(([AttributeName], index): KeySchemaElement => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
      ...(shape.stream !== false && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    }),
  );
  const active = async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: shape.name }));
    return Table?.TableStatus === 'ACTIVE' && Table;
  };
  const waited = await waitFor(active, { clock: systemClock(), everyMs: 20, limitMs: 10_000 });
  if (waited.met) return waited.value;
  throw new Error(`table ${shape.name} did not become ACTIVE within ${Math.round(waited.afterMs)} ms`);
}

import { UpdateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable } from '@understudy/sandbox';
import { keyShape, TABLES } from './tables.ts';

/** The application's tables in one region, their streams off: what is loaded first needs no link to carry it. */
export async function prepareTables(client: Pick<DynamoDBClient, 'send'>): Promise<void> {
  await Promise.all(TABLES.map((name) => prepareTable(client, { name, key: keyShape(name), stream: false })));
}

/** From here on every change is in the streams, with both images, as the links need it. */
export async function switchStreamsOn(client: Pick<DynamoDBClient, 'send'>): Promise<void> {
  await Promise.all(
    TABLES.map((TableName) =>
      client.send(
        new UpdateTableCommand({
          TableName,
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      ),
    ),
  );
}

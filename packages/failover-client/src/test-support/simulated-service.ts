import { CreateTableCommand, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { RecordingTelemetry } from '@understudy/core/testing';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { HandLease, steady } from '@understudy/route/testing';
import { InMemoryDynamoDB, type OperationName } from '@understudy/simulator';
import { FailoverDynamoDBClient } from '../failover-dynamodb-client.ts';
import type { UnderstudyOptions } from '../options.ts';

export const TABLE = 'orders';
const WRITER = 'us-east-1';

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A client through the SDK's own serialiser and middleware; in the place of the network is an in-memory DynamoDB. */
export async function simulatedService(more: Partial<UnderstudyOptions> = {}) {
  const database = new InMemoryDynamoDB({ region: WRITER, wallMs: () => Date.now() });
  for (const [TableName, key] of [
    [TABLE, 'pk'],
    [TOMBSTONES_TABLE.TableName, 'id'],
  ] as const) {
    await database.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      }),
    );
  }
  const lease = new HandLease(steady(WRITER, 1));
  const telemetry = new RecordingTelemetry();
  /** Called before each request reaches the database. */
  const hooks: { before: (operation: string, input: object) => void } = { before: () => undefined };
  const client = new FailoverDynamoDBClient({
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async ({ headers, body }: HttpRequest) => ({
        response: answer(database, headers['x-amz-target'] ?? '', body, (operation, input) => {
          hooks.before(operation, input);
        }),
      }),
    } as never,
    understudy: {
      service: 'shop',
      regions: {
        [WRITER]: { endpoint: 'http://127.0.0.1:1' },
        'eu-central-1': { endpoint: 'http://127.0.0.1:2' },
      },
      tables: [TABLE],
      route: lease,
      telemetry,
      warmEveryMs: 0,
      ...more,
    },
  });
  const items = async (): Promise<Record<string, AttributeValue>[]> =>
    (await database.client.send(new ScanCommand({ TableName: TABLE }))).Items ?? [];
  return { client, database, lease, telemetry, hooks, items };
}

function answer(
  database: InMemoryDynamoDB,
  target: string,
  body: string | Uint8Array,
  before: (operation: string, input: object) => void,
): object {
  const operation = target.split('.')[1] ?? '';
  try {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const input = JSON.parse(text) as object;
    before(operation, input);
    const { $metadata: _metadata, ...output } = database.perform(operation as OperationName, input);
    return response(200, output);
  } catch (error) {
    const { name, message, Item, CancellationReasons } = error as Error & Record<string, unknown>;
    const isTheirs = '$fault' in (error as object);
    const type = isTheirs ? name : 'ValidationException';
    return response(400, {
      __type: `com.amazonaws.dynamodb.v20120810#${type}`,
      message,
      Item,
      CancellationReasons,
    });
  }
}

function response(statusCode: number, body: object): object {
  return {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { FailoverDynamoDBClient } from '@understudy/failover-client';
import { HandLease, merging, steady } from '@understudy/route/testing';
import { MeteredService, SETTLED_MS, TABLE } from './metered-service.ts';

/** What one write of the application is billed, in write units. */
export interface WriteCosts {
  readonly write: string;
  readonly route: 'steady' | 'merging';
  /** Without Understudy. */
  readonly plain: number;
  readonly writer: number;
  readonly standby: number;
  /** Understudy's own tables in both regions. */
  readonly own: number;
  /** Stream records of the application's table in the standby. */
  readonly records: readonly string[];
  /** Bytes of stream records that the links read in both regions. */
  readonly bytes: number;
}

/** Until a write is replicated, and its copy is read. */
const PAUSE_MS = 3_000;

/** An item of about so many bytes without its stamp. */
const itemOf = (id: string, bytes: number) => ({
  id: { S: id },
  text: { S: 'x'.repeat(bytes - id.length - 6) },
});
const keyOf = (id: string) => ({ id: { S: id } });

/** Each write, upon an item of its size that the application put before. */
const WRITES: readonly {
  readonly write: string;
  readonly bytes: number;
  readonly send: (client: FailoverDynamoDBClient, bytes: number) => Promise<unknown>;
}[] = [
  { write: 'put of 500 bytes', bytes: 500, send: put },
  { write: 'put of 1,000 bytes', bytes: 1_000, send: put },
  { write: 'put of 4,000 bytes', bytes: 4_000, send: put },
  {
    write: 'update of an item of 500 bytes',
    bytes: 500,
    send: (client) =>
      client.send(
        new UpdateItemCommand({
          TableName: TABLE,
          Key: keyOf('k'),
          UpdateExpression: 'SET n = :n',
          ExpressionAttributeValues: { ':n': { N: '1' } },
        }),
      ),
  },
  {
    write: 'delete of an item of 500 bytes',
    bytes: 500,
    send: (client) => client.send(new DeleteItemCommand({ TableName: TABLE, Key: keyOf('k') })),
  },
  {
    write: 'batch of 25 puts of 500 bytes',
    bytes: 500,
    send: (client, bytes) => {
      const puts = Array.from({ length: 25 }, (_none, at) => ({
        PutRequest: { Item: itemOf(`b${String(at)}`, bytes) },
      }));
      return client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
    },
  },
  {
    write: 'transaction of 2 puts of 500 bytes',
    bytes: 500,
    send: (client, bytes) => {
      const puts = ['k', 'l'].map((id) => ({ Put: { TableName: TABLE, Item: itemOf(id, bytes) } }));
      return client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
    },
  },
];

function put(client: FailoverDynamoDBClient, bytes: number): Promise<unknown> {
  return client.send(new PutItemCommand({ TableName: TABLE, Item: itemOf('k', bytes) }));
}

/** Every write through the real client and the real links, while the route is steady, and while a region is merging. */
export async function measureWrites(): Promise<readonly WriteCosts[]> {
  const measured: WriteCosts[] = [];
  for (const route of ['steady', 'merging'] as const) {
    const service = new MeteredService();
    await service.createRoute();
    const lease = new HandLease(route === 'steady' ? steady('us-east-1', 1) : merging('us-east-1', 2));
    await service.startWorker(lease);
    const client = service.openApplication(lease);
    await service.clock.advance(SETTLED_MS);
    for (const { write, bytes, send } of WRITES) {
      await service.during(put(client, bytes));
      await service.clock.advance(PAUSE_MS);
      service.forget();
      await service.during(send(client, bytes));
      await service.clock.advance(PAUSE_MS);
      const [here, there] = [service.writer, service.standby];
      measured.push({
        write,
        route,
        plain: plainUnits(write, bytes),
        writer: here.unitsOf(TABLE).writes,
        standby: there.unitsOf(TABLE).writes,
        own: [here, there].reduce((sum, region) => sum + region.unitsOf('understudy-tombstones').writes, 0),
        records: there.records.get(TABLE) ?? [],
        bytes: here.streamBytes + there.streamBytes,
      });
    }
    await service.end();
  }
  return measured;
}

/** DynamoDB's rule: one unit for each KB, two in a transaction. */
function plainUnits(write: string, bytes: number): number {
  const units = Math.ceil(bytes / 1_024);
  if (write.startsWith('batch')) return 25 * units;
  return write.startsWith('transaction') ? 2 * 2 * units : units;
}

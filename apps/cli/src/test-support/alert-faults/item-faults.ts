import {
  DeleteItemCommand,
  GetItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { replicatedStamp } from '@understudy/versions';
import { STANDBY, WRITER, type WatchedService } from '../watched-service.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { putThroughGateway } from './put-through-gateway.ts';

/** Later than any record of the local cloud. */
const LATE_SEQUENCE = '000000999999999999999';
const INDEX = 'by-kind';

const standby = ({ cloud }: WatchedService) => cloud.region(STANDBY).client();
const keyOf = (id: string) => ({ TableName: 'orders', Key: { id: { S: id } } });

async function put(service: WatchedService, id: string, more: Readonly<Record<string, AttributeValue>> = {}) {
  const isTaken = await putThroughGateway(service, 'gateway-1', { id: { S: id }, ...more });
  if (!isTaken) throw new Error(`The gateway did not take ${id}.`);
}

/** Writes an item, and waits until the standby has it. */
async function putReplicated(service: WatchedService, id: string): Promise<void> {
  await put(service, id);
  const isThere = async () => (await standby(service).send(new GetItemCommand(keyOf(id)))).Item !== undefined;
  await service.until(`${id} is replicated`, isThere);
}

/** Faults of what the standby holds. */
export const ITEM_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'items of the standby',
    faults: [
      {
        what: 'an item is deleted past Understudy, in the standby alone',
        raises: ['UnderstudyTablesDiffer', 'UnderstudyLedgerEntries'],
        begin: async (service) => {
          await putReplicated(service, 'alone');
          await standby(service).send(new DeleteItemCommand(keyOf('alone')));
          return () => put(service, 'alone');
        },
      },
      {
        what: 'an item of the standby is restored with a stamp that its stream never had',
        raises: ['UnderstudyUnexplainedRecords'],
        begin: async (service) => {
          await putReplicated(service, 'restored');
          const stamp = replicatedStamp({ epoch: 1, region: WRITER, sequence: LATE_SEQUENCE });
          await standby(service).send(
            new UpdateItemCommand({
              ...keyOf('restored'),
              UpdateExpression: 'SET #stamp = :stamp',
              ExpressionAttributeNames: { '#stamp': 'understudy:v' },
              ExpressionAttributeValues: { ':stamp': { S: stamp } },
            }),
          );
          await put(service, 'restored', { again: { BOOL: true } });
          return async () => {
            await standby(service).send(new DeleteItemCommand(keyOf('restored')));
            await put(service, 'restored');
          };
        },
      },
      {
        what: 'the standby has an index that refuses what the application writes',
        raises: ['UnderstudyDeadLetters', 'UnderstudyDeadLettersOpen'],
        begin: async (service) => {
          await standby(service).send(
            new UpdateTableCommand({
              TableName: 'orders',
              AttributeDefinitions: [
                { AttributeName: 'id', AttributeType: 'S' },
                { AttributeName: 'kind', AttributeType: 'N' },
              ],
              GlobalSecondaryIndexUpdates: [
                {
                  Create: {
                    IndexName: INDEX,
                    KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
                    Projection: { ProjectionType: 'KEYS_ONLY' },
                  },
                },
              ],
            }),
          );
          await put(service, 'typed', { kind: { S: 'a text' } });
          return async () => {
            const GlobalSecondaryIndexUpdates = [{ Delete: { IndexName: INDEX } }];
            await standby(service).send(
              new UpdateTableCommand({ TableName: 'orders', GlobalSecondaryIndexUpdates }),
            );
            await put(service, 'typed');
          };
        },
      },
    ],
  },
];

import { describe, expect, it } from '@jest/globals';
import {
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { simulatedService, TABLE as TableName } from './test-support/simulated-service.ts';

const pk = (id: string) => ({ pk: { S: id } });
const RUNS = propertyRuns(60, 600);

/** Parts on items `0` to `3`, of which the even ones exist. */
const part = (at: number): fc.Arbitrary<TransactWriteItem> => {
  const Key = pk(String(at));
  const condition = fc.constantFrom(
    {},
    ...['attribute_exists(pk)', 'attribute_not_exists(pk)', 'attribute_exists(n)'].map(
      (ConditionExpression) => ({ ConditionExpression }),
    ),
  );
  return fc.oneof(
    condition.map((when) => ({ Put: { TableName, Item: Key, ...when } })),
    condition.map((when) => ({ Update: { TableName, Key, UpdateExpression: 'REMOVE n', ...when } })),
    condition.map((when) => ({ Delete: { TableName, Key, ...when } })),
    fc.constantFrom('attribute_exists(pk)', 'attribute_not_exists(pk)').map((ConditionExpression) => ({
      ConditionCheck: { TableName, Key, ConditionExpression },
    })),
  );
};

describe.each([
  ['in a steady epoch', steady('us-east-1', 1)],
  ['while a region is merging', merging('us-east-1', 2)],
])('a cancelled transaction %s', (_when, route) => {
  it('blames exactly the parts that DynamoDB blames (fault G3)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(part(0), part(1), part(2), part(3)), async (parts) => {
        const [through, direct] = await Promise.all([
          simulatedService(),
          simulatedService({ tables: ['other'] }),
        ]);
        const outcomes = [];
        for (const { client, database, lease } of [through, direct]) {
          lease.set(route);
          for (const id of ['0', '2'])
            database.perform('PutItem', { TableName, Item: { ...pk(id), n: { N: '1' } } });
          outcomes.push(
            await client.send(new TransactWriteItemsCommand({ TransactItems: parts })).then(
              () => 'applied',
              (error: unknown) => {
                const { message, CancellationReasons } = error as Error & { CancellationReasons?: unknown };
                return { message, CancellationReasons };
              },
            ),
          );
          client.destroy();
        }
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
  }, 120_000);
});

describe('an update that only removes, of an absent item', () => {
  it.each([
    ['TOTAL', {}, { CapacityUnits: 1 }],
    ['INDEXES', {}, { CapacityUnits: 1, Table: { CapacityUnits: 1 } }],
    ['TOTAL', { ConditionExpression: 'attribute_not_exists(n)' }, { CapacityUnits: 2 }],
  ] as const)(
    'tells the capacity that was asked for: %s %j (fault G4)',
    async (ReturnConsumedCapacity, more, units) => {
      const { client, items } = await simulatedService();
      const answer = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: pk('none'),
          UpdateExpression: 'REMOVE n',
          ReturnConsumedCapacity,
          ...more,
        }),
      );
      expect(answer.ConsumedCapacity).toMatchObject({ TableName, ...units });
      expect(await items()).toEqual([]);
      client.destroy();
    },
  );
});

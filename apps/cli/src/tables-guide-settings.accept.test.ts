import { DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EAST, TablesGuide, WEST } from './test-support/tables-guide.ts';

const LIMIT_MS = 5 * 60_000;

let guide: TablesGuide;
beforeAll(async () => {
  guide = await TablesGuide.open();
}, LIMIT_MS);
afterAll(() => guide.shell.close());

async function factsOf(region: string): Promise<TableDescription> {
  const client = guide.shell.cloud.region(region).client();
  const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
  return Table;
}

it(
  'gives both regions an index, an expiry, a capacity and protection by the guide, while an application writes',
  async () => {
    const buyer = await guide.startApplication('orders');
    await guide.follow('Time to live');
    await guide.follow('Deletion protection');
    for (const region of [EAST, WEST])
      expect(await factsOf(region)).toMatchObject({ DeletionProtectionEnabled: true });
    await guide.follow('Capacity', 0);
    for (const region of [EAST, WEST])
      expect(await factsOf(region)).toMatchObject({ ProvisionedThroughput: { WriteCapacityUnits: 500 } });
    await guide.follow('Capacity', 1);
    expect(await guide.follow('Add an index')).toMatch(/0 failed/);
    for (const region of [EAST, WEST]) expect((await factsOf(region)).GlobalSecondaryIndexes).toHaveLength(1);
    await guide.follow('Remove an index');
    for (const region of [EAST, WEST])
      expect((await factsOf(region)).GlobalSecondaryIndexes?.[0]?.IndexStatus).not.toBe('ACTIVE');
    await buyer.stop();
    const orders = buyer.acknowledged(new Map());
    expect(orders.size).toBeGreaterThan(20);
    expect(await guide.converge('orders', orders)).toEqual([orders, orders]);
  },
  LIMIT_MS,
);

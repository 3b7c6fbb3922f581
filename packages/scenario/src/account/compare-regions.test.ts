import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { prepareTable, withLocalRegion } from '@understudy/sandbox';
import { compareRegions } from './compare-regions.ts';
import { CITIES, keyShape } from '../service/tables.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const regions = ['us-east-1', 'eu-central-1'] as const;

describe('compareRegions', () => {
  it('counts the items of both regions, and says in words how each differs; stamps are no content', async () => {
    const clientOf = (region: string) => local().client({ region });
    const city = (region: string, n: number, visits: number) => ({
      TableName: CITIES,
      Item: marshall({ country: 'FR', city: n, visits, stamp: region }),
    });
    for (const region of regions) {
      const client = clientOf(region);
      await prepareTable(client, { name: CITIES, key: keyShape(CITIES) });
      await client.send(new PutItemCommand(city(region, 1, 5)));
      await client.send(new PutItemCommand(city(region, 2, region === regions[0] ? 5 : 6)));
    }
    await clientOf(regions[1]).send(new PutItemCommand(city(regions[1], 3, 5)));
    const { items, differences } = await compareRegions({
      regions,
      clientOf,
      stampAttribute: 'stamp',
      tables: [CITIES],
    });
    expect(items).toBe(3);
    expect([...differences].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: 'cities/FR|2', how: 'differs in visits' },
      { key: 'cities/FR|3', how: 'only in eu-central-1' },
    ]);
  });
});

import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { FENCE_TABLE } from '@understudy/links';
import { ensureFenceTable } from '@understudy/route-store';
import { withLocalRegion } from '@understudy/sandbox';
import { DynamoDBRegionProbe } from './dynamodb-region-probe.ts';

const local = withLocalRegion({ beforeAll, afterAll });

describe('DynamoDBRegionProbe', () => {
  it('writes beside the fence of the service, and throws where the region does not take the write', async () => {
    const client = local().client({ maxAttempts: 1 });
    const probe = new DynamoDBRegionProbe({ service: 'shop', clientOf: () => client });
    await expect(probe.takesWrites('us-east-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

    await ensureFenceTable(client, { clock: systemClock() });
    expect(await probe.takesWrites('us-east-1')).toBe(true);
    expect(await probe.takesWrites('us-east-1')).toBe(true);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: FENCE_TABLE, Key: { service: { S: 'shop#probe' } } }),
    );
    expect(Item).toEqual({ service: { S: 'shop#probe' }, looks: { N: '2' } });
    const fence = new GetItemCommand({ TableName: FENCE_TABLE, Key: { service: { S: 'shop' } } });
    expect((await client.send(fence)).Item).toBeUndefined();

    const given = AbortSignal.abort(new Error('no time left'));
    await expect(probe.takesWrites('us-east-1', given)).rejects.toThrow();
    await local().kill();
    await expect(probe.takesWrites('us-east-1')).rejects.toThrow();
  });
});

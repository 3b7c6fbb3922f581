import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GetItemCommand, PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable, withLocalRegion } from './index.ts';

const region = withLocalRegion({ beforeAll, afterAll });
describe('smoke', () => {
  test('x', async () => {
    const r = region();
    const c = r.client({ maxAttempts: 1 });
    await prepareTable(c, { name: 'things', key: { pk: 'S' } });
    const put = (pk: string, client = c) =>
      client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: pk } } }));
    const direct = new DynamoDBClient({ ...r.clientConfig(), endpoint: r.directEndpoint });
    const get = (pk: string) =>
      direct.send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: pk } } }));
    for (const f of [
      { kind: 'reset', when: 'before' },
      { kind: 'reset', when: 'after' },
      { kind: 'throttle' },
      { kind: 'throttle', code: 'ThrottlingException' },
      { kind: 'server-error', body: 'none', status: 503 },
      { kind: 'server-error', body: 'html' },
      { kind: 'server-error', when: 'after' },
      { kind: 'truncate' },
      { kind: 'garbage' },
      { kind: 'transaction-conflict' },
      { kind: 'refuse', existing: 'reset' },
      { kind: 'unreachable' },
      { kind: 'stall' },
      { kind: 'blackhole' },
    ] as const) {
      const fault = r.faults.add(f);
      await fault.inEffect;
      const t = performance.now();
      const key = JSON.stringify(f);
      const client = r.client({
        maxAttempts: 1,
        requestHandler: {
          connectionTimeout: 300,
          requestTimeout: 400,
          socketTimeout: 500,
          throwOnRequestTimeout: true,
        },
      });
      const e = await put(key, client).then(
        () => 'ok',
        (error) => error as Error & { code?: string },
      );
      console.log(
        key,
        e === 'ok'
          ? e
          : [e.name, (e as any).code, (e as any).$metadata?.httpStatusCode, e.message, (e as any).$fault],
        Math.round(performance.now() - t),
        (await get(key)).Item !== undefined,
        fault.hits,
      );
      await fault.lift();
    }
    await put('z');
    direct.destroy();
  }, 30000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { speak, type Spoken } from './test-support/speak.ts';
import { LINES, ORDERS, PATIENT, withService, WRITER } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });

/** What DynamoDB Local answers with 500, by the name of its error. */
const POISON: readonly (readonly [string, object])[] = [
  ['PutItem', { TableName: ORDERS, Item: { pk: { S: 'invalid' }, b: { B: 'not base64!' } } }],
  ['GetItem', { TableName: ORDERS, Key: { pk: { B: 'not base64!' } } }],
  [
    'Query',
    { TableName: LINES, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { B: '*' } } },
  ],
];

async function open() {
  const { gateway } = await service().open({ understudy: { limits: PATIENT } });
  const { address } = gateway;
  const healthy = (n: number) =>
    n % 2 === 0
      ? speak(address, 'PutItem', { TableName: ORDERS, Item: { pk: { S: `healthy ${n}` } } })
      : speak(address, 'GetItem', { TableName: ORDERS, Key: { pk: { S: `healthy ${n - 1}` } } });
  return { address, healthy, metrics: () => gateway.metrics() };
}

describe('a request that the database cannot answer', () => {
  it.each(POISON)(
    'is answered as directly: %s %j (fault G8)',
    async (operation, input) => {
      const { address, healthy } = await open();
      const direct = await speak(service().cloud.region(WRITER).directEndpoint, operation, input);
      let asked = 0;
      const unwatch = service()
        .cloud.region(WRITER)
        .watch((seen) => {
          if (seen.operation === operation) asked += 1;
        });
      const answer = await speak(address, operation, input);
      unwatch();
      await healthy(0);
      expect([answer.status, answer.json['__type']]).toEqual([direct.status, direct.json['__type']]);
      expect(asked).toBeLessThanOrEqual(4);
    },
    60_000,
  );

  it('blocks no other: 50 of them beside 500 (fault G8)', async () => {
    const { address, healthy, metrics } = await open();
    const poison = POISON.flatMap(([operation, input]) =>
      Array.from({ length: 10 }, () => speak(address, operation, input)),
    );
    const answers: Spoken[] = [];
    let next = 0;
    const worker = async () => {
      while (next < 500) answers.push(await healthy((next += 1)));
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    const outcomes = new Set(
      answers.map(({ status, headers }) => `${status} in ${String(headers['x-understudy-attempts'] ?? 1)}`),
    );
    expect(outcomes).toEqual(new Set(['200 in 1']));
    const statuses = (await Promise.all(poison)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 500 && status !== 400)).toEqual([]);
    expect(await metrics()).toContain(`narrowed_windows_total{region="${WRITER}"} 0`);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nameOf, speak } from './test-support/speak.ts';
import { ORDERS, PATIENT, withService, WRITER } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });

const KINDS = {
  list: (depth: number) => `${'{"L":['.repeat(depth)}{"S":"x"}${']}'.repeat(depth)}`,
  map: (depth: number) => `${'{"M":{"a":'.repeat(depth)}{"S":"x"}${'}}'.repeat(depth)}`,
};

/** Requests with a value in each place that holds one. */
const KEY = `"TableName":"${ORDERS}","Key":{"pk":{"S":"n"}}`;
const REQUESTS: readonly (readonly [string, (value: string) => string])[] = [
  ['PutItem', (value) => `{"TableName":"${ORDERS}","Item":{"pk":{"S":"n"},"v":${value}}}`],
  [
    'UpdateItem',
    (value) => `{${KEY},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":${value}}}`,
  ],
  ['UpdateItem', (value) => `{${KEY},"AttributeUpdates":{"v":{"Value":${value}}}}`],
  [
    'DeleteItem',
    (value) => `{${KEY},"ConditionExpression":"v = :v","ExpressionAttributeValues":{":v":${value}}}`,
  ],
  ['DeleteItem', (value) => `{"TableName":"${ORDERS}","Key":{"pk":${value}}}`],
  ['GetItem', (value) => `{"TableName":"${ORDERS}","Key":{"pk":${value}}}`],
  [
    'Query',
    (value) =>
      `{"TableName":"${ORDERS}","KeyConditionExpression":"pk = :v","ExpressionAttributeValues":{":v":${value}}}`,
  ],
  [
    'TransactWriteItems',
    (value) => `{"TransactItems":[{"Put":{"TableName":"${ORDERS}","Item":{"pk":{"S":"n"},"v":${value}}}}]}`,
  ],
  [
    'BatchWriteItem',
    (value) => `{"RequestItems":{"${ORDERS}":[{"PutRequest":{"Item":{"pk":{"S":"n"},"v":${value}}}}]}}`,
  ],
];

describe.each(['list', 'map'] as const)('a value that nests as a %s', (kind) => {
  it.each([31, 33, 200])('%i levels deep is answered as directly', async (depth) => {
    const { gateway } = await service().open({ understudy: { limits: PATIENT } });
    const direct = service().cloud.region(WRITER).directEndpoint;
    for (const [operation, make] of REQUESTS.filter(([, make]) => !make('').includes('AttributeUpdates'))) {
      const body = make(KINDS[kind](depth));
      const [through, straight] = [
        await speak(gateway.address, operation, body),
        await speak(direct, operation, body),
      ];
      // Of two deletes on one condition, the first removes the item that the second would meet.
      if (operation === 'DeleteItem' && straight.status !== through.status) continue;
      expect([operation, through.status, through.text]).toEqual([operation, straight.status, straight.text]);
    }
  });

  it.each([2_500, 20_000])(
    "%i levels deep is refused by DynamoDB's error, and overflows nothing (fault G5)",
    async (depth) => {
      const { gateway } = await service().open({ understudy: { limits: PATIENT } });
      for (const [operation, make] of REQUESTS) {
        const answer = await speak(gateway.address, operation, make(KINDS[kind](depth)));
        expect([operation, answer.status, nameOf(answer)]).toEqual([operation, 400, 'ValidationException']);
        expect(answer.json['message']).toContain('Nesting Levels have exceeded supported limits');
      }
    },
  );
});

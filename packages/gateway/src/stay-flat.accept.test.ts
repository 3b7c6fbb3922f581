import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AUDIT, ORDERS, withService } from './test-support/with-service.ts';
import { speak } from './test-support/speak.ts';

const service = withService({ beforeAll, afterAll });
/** `UNDERSTUDY_REQUESTS=36000`: an hour's worth at ten a second. */
const REQUESTS = Number(process.env['UNDERSTUDY_REQUESTS'] ?? 1_600);
const AT_ONCE = 8;
const MOST_GROWTH_BYTES = 3_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const heap = () => {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
};

it(
  'keeps its memory and its sockets flat, whatever comes',
  async () => {
    const { gateway } = await service().open({ past: true, understudy: { limits: {} } });
    const key = { pk: { S: 'flat' } };
    const requests: readonly (readonly [string, object | string])[] = [
      ['PutItem', { TableName: ORDERS, Item: { ...key, text: { S: 'x'.repeat(2_000) } } }],
      ['GetItem', { TableName: ORDERS, Key: key }],
      ['PutItem', '{"TableName":'],
      ['PutItem', { TableName: ORDERS, Item: key, ConditionExpression: 'attribute_not_exists(pk)' }],
      ['MakeItem', {}],
      ['CreateTable', { TableName: 'no' }],
      ['GetItem', { TableName: AUDIT, Key: key }],
      ['UpdateItem', { TableName: 7 }],
    ];
    const send = async (count: number) => {
      let left = count;
      const one = async () => {
        while ((left -= 1) >= 0) {
          const [operation, input] = requests[left % requests.length] ?? ['', ''];
          await speak(gateway.address, operation, input);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    await send(REQUESTS / 2);
    const before = { heap: heap(), resources: process.getActiveResourcesInfo().length };
    await send(REQUESTS);
    expect(gateway.inFlight()).toBe(0);
    expect(heap() - before.heap).toBeLessThan(MOST_GROWTH_BYTES);
    expect(process.getActiveResourcesInfo().length).toBeLessThan(before.resources + 2 * AT_ONCE);
  },
  60_000 + REQUESTS * 20,
);

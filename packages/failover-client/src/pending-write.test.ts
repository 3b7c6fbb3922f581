import { expect, it } from '@jest/globals';
import { steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';

it('a transaction has one token in an epoch, and another in the next, where its stamps are others', async () => {
  let silent = 2;
  const { clock, lease, run, sent } = driveEngine(() => ((silent -= 1) >= 0 ? never() : Promise.resolve({})));
  const TransactItems = [{ Put: { TableName: 'orders', Item: { pk: { S: 'a' } } } }];
  const served = run('TransactWriteItems', { TransactItems });
  await clock.advance(2_500);
  lease.set(steady('eu-central-1', 2));
  await clock.advance(10_000);
  expect((await served).attempts).toBe(3);
  const [first, repeat, next] = sent.map(
    ({ input }) => (input as { readonly ClientRequestToken?: string }).ClientRequestToken,
  );
  expect(first).toMatch(/./);
  expect(repeat).toBe(first);
  expect(next).not.toBe(first);
});

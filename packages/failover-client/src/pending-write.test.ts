import { expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { steady } from '@understudy/route/testing';
import type { EngineContext } from './engine-context.ts';
import { PendingWrite } from './pending-write.ts';
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

it('a write pauses no longer than until its deadline, and not at all after it', async () => {
  const clock = new ManualClock();
  const settings = { clock, randomness: seededRandomness(1) };
  const engine = { settings, nonce: () => 'n', pauseMs: () => 500 } as unknown as EngineContext;
  const write = new PendingWrite(engine, { operation: 'PutItem', input: {} } as never, 700);
  for (const [advancedMs, pausedMs] of [
    [500, 500],
    [300, 700],
    [0, 700],
  ] as const) {
    const pause = write.pause(1);
    await clock.advance(advancedMs);
    await pause;
    expect(write.pausedMs).toBe(pausedMs);
  }
});

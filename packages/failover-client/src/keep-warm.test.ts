import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock, PATIENCE_MS } from '@understudy/core/testing';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { waitFor, systemClock } from '@understudy/core';
import { keepWarm } from './keep-warm.ts';
import { ORDERS, STANDBY, withService, WRITER } from './test-support/with-service.ts';
import { RegionWatch } from './region-watch.ts';

const service = withService({ beforeAll, afterAll });

describe('keepWarm', () => {
  it('touches every region in turn, tells the watch, and ends when it is closed', async () => {
    const clock = new ManualClock();
    const watch = new RegionWatch();
    const closing = new AbortController();
    const touched: string[] = [];
    let standbyAnswers = false;
    const warming = keepWarm({
      regions: ['a', 'b'],
      everyMs: 1_000,
      limitMs: 100,
      clock,
      watch,
      closed: closing.signal,
      touch: async (region, signal) => {
        touched.push(region);
        if (region === 'a' || standbyAnswers) return;
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    });
    await clock.advance(3_600);
    expect(touched).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']);
    expect([watch.isSuspect('a'), watch.isSuspect('b')]).toEqual([false, true]);
    standbyAnswers = true;
    await clock.advance(1_100);
    expect(watch.isSuspect('b')).toBe(false);
    closing.abort();
    await warming;
    expect(clock.sleeping).toBe(0);
  });

  it('does nothing where that is wished', async () => {
    const closed = new AbortController().signal;
    const [clock, watch] = [new ManualClock(), new RegionWatch()];
    await keepWarm({
      regions: ['a'],
      everyMs: 0,
      limitMs: 1,
      clock,
      watch,
      closed,
      touch: () => Promise.reject(new Error()),
    });
    expect(clock.sleeping).toBe(0);
  });
});

describe('a warm connection', () => {
  it('is there to the standby before the first request goes there, and is the one that request takes', async () => {
    const { client, lease } = service().open({ understudy: { warmEveryMs: 50 } });
    const touches: (string | undefined)[] = [];
    const unwatch = service()
      .cloud.region(STANDBY)
      .watch(({ operation, header }) => touches.push(operation ?? header('host')));
    const waited = await waitFor(() => touches.length >= 3, {
      clock: systemClock(),
      everyMs: 10,
      limitMs: PATIENCE_MS,
    });
    unwatch();
    expect(waited.met).toBe(true);
    expect(new Set(touches)).toEqual(new Set([new URL(service().cloud.region(STANDBY).endpoint).host]));
    const { route } = lease.lastSeen()?.snapshot ?? {};
    expect(route).toMatchObject({ writer: WRITER });
    await client.send(new PutItemCommand({ TableName: ORDERS, Item: { pk: { S: 'warm' } } }));
    client.destroy();
  });
});

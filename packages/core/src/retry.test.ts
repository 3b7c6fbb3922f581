import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs, retry } from './retry.ts';
import { ManualClock, seededRandomness } from './testing/index.ts';

const pauses = { firstMs: 10, mostMs: 1_000 };

describe('backoffMs', () => {
  it('stays below the doubled pause and below the most, at any attempt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer(), (attempt, seed) => {
        const pause = backoffMs(attempt, pauses, seededRandomness(seed));
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(1_000, 10 * 2 ** Math.min(attempt - 1, 30)));
      }),
    );
  });
});

describe('retry', () => {
  const failing = (failures: number) => {
    let calls = 0;
    return (attempt: number) => {
      calls += 1;
      expect(attempt).toBe(calls);
      return attempt <= failures ? Promise.reject(new Error(`failure ${attempt}`)) : Promise.resolve(attempt);
    };
  };

  it('gives the first success', async () => {
    const clock = new ManualClock();
    const tried = retry(failing(3), {
      ...pauses,
      clock,
      randomness: seededRandomness(1),
      shouldRetry: () => true,
    });
    await clock.advance(5_000);
    await expect(tried).resolves.toBe(4);
  });

  it('throws at once what is not worth another attempt', async () => {
    const clock = new ManualClock();
    const tried = retry(failing(3), {
      ...pauses,
      clock,
      randomness: seededRandomness(1),
      shouldRetry: () => false,
    });
    await expect(tried).rejects.toThrow('failure 1');
  });

  it('throws the last failure when its attempts are used up', async () => {
    const clock = new ManualClock();
    const tried = retry(failing(9), {
      ...pauses,
      clock,
      randomness: seededRandomness(1),
      shouldRetry: () => true,
      attempts: 3,
    });
    const expectation = expect(tried).rejects.toThrow('failure 3');
    await clock.advance(5_000);
    await expectation;
  });

  it('stops in the middle of a pause when its signal is aborted', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const tried = retry(failing(9), {
      ...pauses,
      clock,
      randomness: { fraction: () => 1, unique: () => '' },
      shouldRetry: () => true,
      signal: abort.signal,
    });
    const expectation = expect(tried).rejects.toThrow('enough');
    await clock.advance(1);
    abort.abort(new Error('enough'));
    await expectation;
    expect(clock.sleeping).toBe(0);
  });
});

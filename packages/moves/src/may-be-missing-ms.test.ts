import { describe, expect, it } from '@jest/globals';
import { mayBeMissingMs } from './may-be-missing-ms.ts';

const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };

describe('mayBeMissingMs', () => {
  it('counts to the last moment at which the source is known to have lived', () => {
    const lag = { link, lagMs: 9_000, completeUpToMs: 1_000 };
    expect(mayBeMissingMs({ ...lag, contactMs: 1_500 }, 1_200)).toBe(500);
    expect(mayBeMissingMs({ ...lag, contactMs: 1_500 }, 1_700)).toBe(700);
    expect(mayBeMissingMs(lag, 1_700)).toBe(700);
  });

  it('is nothing where all is settled up to later than that', () => {
    expect(mayBeMissingMs({ link, lagMs: 0, completeUpToMs: 2_000, contactMs: 1_500 }, 1_700)).toBe(0);
  });

  it('is not known of a link that never told what it has settled', () => {
    expect(mayBeMissingMs({ link, lagMs: 0, contactMs: 1_500 }, 1_700)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { measureOutage } from './measure-outage.ts';
import type { JournalEntry } from '../journal/types.ts';

const write = (startedMs: number, endedMs: number, rest: Partial<JournalEntry> = {}): JournalEntry => ({
  nonce: `w${String(startedMs)}`,
  order: startedMs,
  write: 'put',
  parts: [],
  startedMs,
  endedMs,
  outcome: 'acknowledged',
  region: 'old',
  ...rest,
});

describe('measureOutage', () => {
  it('goes from the first write that met it to the first one that the other region acknowledged', () => {
    const journal = [
      write(0, 5),
      write(98, 103),
      write(99, 900, { outcome: 'ambiguous' }),
      write(101, 4_300, { region: 'new' }),
      write(110, 4_200, { region: 'new' }),
      write(5_000, 5_005, { region: 'new' }),
    ];
    expect(measureOutage(journal, 100, 'old')).toEqual({
      firstTroubleMs: 99,
      recoveredMs: 4_200,
      lastedMs: 4_101,
    });
  });

  it('does not take a condition that failed for an outage', () => {
    const journal = [
      write(100, 105, { outcome: 'refused', byCondition: true }),
      write(120, 4_000, { region: 'new' }),
    ];
    expect(measureOutage(journal, 100, 'old')?.firstTroubleMs).toBe(120);
  });

  it('has no end where no write was acknowledged again, and is none where none was in trouble', () => {
    expect(measureOutage([write(0, 5), write(100, 200, { outcome: 'refused' })], 100, 'old')).toEqual({
      firstTroubleMs: 100,
    });
    expect(measureOutage([write(0, 5)], 100, 'old')).toBeUndefined();
  });
});

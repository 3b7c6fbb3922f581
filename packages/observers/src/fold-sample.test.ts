import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyRuns } from '@understudy/core/testing';
import { doubtsOf, foldSample, NOT_SAMPLED, type ClockSample } from './fold-sample.ts';

const LIMITS = { lateMs: 400, clockMs: 500 };
const foldAll = (samples: readonly ClockSample[]) =>
  samples.reduce((self, sample) => foldSample(self, sample, LIMITS), NOT_SAMPLED);
const doubted = (samples: readonly ClockSample[]) => doubtsOf(foldAll(samples), LIMITS);
const at = (monotonicMs: number, { aheadMs = 0, lateMs = 0 } = {}): ClockSample => ({
  monotonicMs,
  wallMs: 1_000_000 + monotonicMs + aheadMs,
  lateMs,
});

describe('samples of both clocks', () => {
  it('give no doubt before the first, nor while both clocks go the same way and timers fire in time', () => {
    expect(doubtsOf(NOT_SAMPLED, LIMITS)).toEqual([]);
    const step = fc.record({
      afterMs: fc.integer({ min: 1, max: 400 }),
      aheadMs: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let nowMs = 0;
        const samples = steps.map(({ afterMs, aheadMs }) =>
          at((nowMs += afterMs), { aheadMs, lateMs: afterMs }),
        );
        expect(doubted(samples)).toEqual([]);
      }),
      { numRuns: propertyRuns(200, 5_000) },
    );
  });

  it('give a doubt for five seconds after a timer that fired late', () => {
    const late = at(1_000, { lateMs: 401 });
    expect(doubted([at(0), late, at(6_000)])).toEqual([
      { kind: 'late', what: 'A timer fired 401 ms late within the last 5 s (limit 400 ms).' },
    ]);
    expect(doubted([at(0), late, at(6_001)])).toEqual([]);
  });

  it.each([501, -501])(
    'give a doubt for five seconds after a wall clock that stepped by %p ms',
    (aheadMs) => {
      const samples = [at(0), at(1_000, { aheadMs }), at(6_000, { aheadMs })];
      expect(doubted(samples)).toMatchObject([
        {
          kind: 'clocks',
          what: expect.stringMatching(/^The wall clock went 501 ms (further|less far) than/),
        },
      ]);
      expect(doubted([...samples, at(6_001, { aheadMs })])).toEqual([]);
    },
  );

  it('give a doubt of a wall clock that creeps, and none of one that creeps slower', () => {
    const creeping = (perSecondMs: number) =>
      Array.from({ length: 60 }, (_, second) => at(second * 1_000, { aheadMs: second * perSecondMs }));
    expect(doubted(creeping(9)).map(({ kind }) => kind)).toEqual(['clocks']);
    expect(doubted(creeping(8))).toEqual([]);
    expect(doubted(creeping(100)).map(({ kind }) => kind)).toEqual(['clocks']);
  });

  it('are dropped after a minute', () => {
    const samples = [at(0), at(60_001, { aheadMs: 600 })];
    expect(doubted(samples)).toEqual([]);
    expect(foldAll(samples).samples).toHaveLength(1);
  });
});

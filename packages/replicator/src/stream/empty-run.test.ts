import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extendRun, isTip, type EmptyRun } from './empty-run.ts';

const LIMITS = { tipConfirmations: 3, streamQuietMs: 2_000 };

const answers = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 900 }), empty: fc.boolean() }), {
  maxLength: 60,
});

describe('an open shard', () => {
  it('is at its tip only after empty answers alone over the quiet time, whatever came before (fault D7)', () => {
    fc.assert(
      fc.property(answers, (given) => {
        let run: EmptyRun | undefined;
        let sentMs = 0;
        const history: { readonly sentMs: number; readonly empty: boolean }[] = [];
        for (const { afterMs, empty } of given) {
          sentMs += afterMs;
          history.push({ sentMs, empty });
          run = extendRun(run, { sentMs, empty });
          const last = history.findLastIndex((answer) => !answer.empty);
          const quiet = history.slice(last + 1);
          const overMs = (quiet.at(-1)?.sentMs ?? 0) - (quiet[0]?.sentMs ?? 0);
          expect(isTip(run, LIMITS)).toBe(quiet.length >= 3 && overMs >= 2_000);
        }
      }),
    );
  });
});

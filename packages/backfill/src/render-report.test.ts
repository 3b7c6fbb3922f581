import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderEstimate, renderProgress, renderReport } from './render-report.ts';
import type { BackfillReport } from './types.ts';

const counts = { scanned: 1_500, copied: 1_400, newer: 98, leaving: 1, failed: 1, corrected: 2 };

test('progress reads well', () => {
  const progress = { ...counts, expected: 10_000, perSecond: 500, restMs: 17_000, segmentsLeft: 3 };
  expect(renderProgress(progress)).toBe('1,500 of about 10,000 items, 500/s, about 17 s left');
  expect(renderProgress({ ...progress, expected: 0, restMs: undefined })).toBe('1,500 items, 500/s');
});

test('the report names what failed, and what was lost', () => {
  const text = renderReport({
    ...counts,
    link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
    readUnits: 10,
    writeUnits: 1_500,
    elapsedMs: 3_000,
    removed: 4,
    failures: [{ key: { id: { S: 'k' } }, cause: 'too large' }],
    resumed: 0,
    lossWindow: { fromMs: 0, untilMs: 60_000 },
  });
  for (const part of [
    'done in 3 s, 500 items/s',
    '1970-01-01T00:00:00.000Z until 1970-01-01T00:01',
    '4 copies removed',
    'too large',
  ])
    expect(text).toContain(part);
});

test('no figure is NaN, undefined or infinite, whatever was counted and however fast (fault N12)', () => {
  const count = fc.nat(1_000_000_000);
  const numbers = fc.record({
    scanned: count,
    copied: count,
    newer: count,
    leaving: count,
    failed: fc.constant(0),
    corrected: count,
    readUnits: fc.double({ min: 0, max: 1e12, noNaN: true }),
    writeUnits: fc.double({ min: 0, max: 1e12, noNaN: true }),
    elapsedMs: fc.constantFrom(0, 0.2, 17, 86_400_000),
    removed: count,
    resumed: count,
  });
  const window = fc.record({ fromMs: fc.nat(), untilMs: fc.nat() }, { requiredKeys: ['untilMs'] });
  const progress = fc.record({
    expected: count,
    perSecond: fc.constantFrom(0, 0.4, 500),
    restMs: fc.option(count, { nil: undefined }),
    segmentsLeft: fc.nat(8),
  });
  const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
  fc.assert(
    fc.property(numbers, fc.option(window, { nil: undefined }), progress, (figures, lossWindow, more) => {
      const { readUnits, writeUnits, elapsedMs: durationMs } = figures;
      const report: BackfillReport = {
        ...figures,
        link,
        failures: [],
        ...(lossWindow === undefined ? {} : { lossWindow }),
      };
      const texts = [
        renderReport(report),
        renderProgress({ ...figures, ...more }),
        renderEstimate({ items: figures.scanned, readUnits, writeUnits, durationMs }),
      ];
      expect(texts.join('\n')).not.toMatch(/NaN|undefined|null|Infinity|∞|\[object/);
    }),
  );
});

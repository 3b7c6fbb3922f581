import { expect, test } from '@jest/globals';
import { renderProgress, renderReport } from './render-report.ts';

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

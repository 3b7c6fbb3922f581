import { expect, test } from '@jest/globals';
import { defaultCopyOptions } from './options.ts';
import { readCommand, USAGE } from './read-command.ts';
import { renderProgress, renderReport } from './render-report.ts';

test('everything has a default but topology and table', () => {
  expect(readCommand(['u.yaml', 'orders'])).toEqual({
    topologyFile: 'u.yaml',
    table: 'orders',
    dryRun: false,
    tombstones: false,
    reseed: false,
    restart: false,
    json: false,
    options: defaultCopyOptions,
  });
  expect(readCommand(['--help'])).toBe('help');
});

test('takes what is given', () => {
  const words = [
    'u.yaml',
    'orders',
    '--write-units',
    '500',
    '--segments=8',
    '--tombstones',
    '--from',
    'us-east-1',
  ];
  expect(readCommand([...words, '--continue-from', '2026-11-23T05:30:00Z'])).toMatchObject({
    from: 'us-east-1',
    tombstones: true,
    continueFromMs: Date.UTC(2026, 10, 23, 5, 30),
    options: { writeUnits: 500, segments: 8 },
  });
  for (const option of USAGE.match(/--[a-z-]+/g) ?? [])
    expect(() => readCommand([option, 'x', 'y'])).not.toThrow(/There is no option/);
});

test.each([
  [[], 'UND_BACKFILL_COMMAND_INVALID', 'needed'],
  [['u.yaml'], 'UND_BACKFILL_COMMAND_INVALID', 'needed'],
  [['u.yaml', 'orders', 'more'], 'UND_BACKFILL_COMMAND_INVALID', 'more'],
  [['u.yaml', 'orders', '--fast'], 'UND_BACKFILL_COMMAND_INVALID', 'There is no option --fast. Correct'],
  [['u.yaml', 'orders', '--segments', 'many'], 'UND_BACKFILL_COMMAND_INVALID', 'many'],
  [['u.yaml', 'orders', '--segments', '0'], 'UND_BACKFILL_OPTION_INVALID', 'segments'],
  [['u.yaml', 'orders', '--continue-from', 'yesterday'], 'UND_BACKFILL_COMMAND_INVALID', 'yesterday'],
])('refuses %j', (words, code, part) => {
  expect(() => readCommand(words)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(part) }),
  );
});

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

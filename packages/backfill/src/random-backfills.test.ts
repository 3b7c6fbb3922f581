import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import { RandomBackfill, type Happened, type Planted } from './test-support/random-backfill.ts';

/**
 * Other histories than those of every run: UNDERSTUDY_BACKFILL_SEED=1000 UNDERSTUDY_RUNS=300; fourteen at least of those. The seven of every run
 * are in a row that meets all that can happen twice.
 */
const FIRST = Number(process.env.UNDERSTUDY_BACKFILL_SEED ?? 8);
const LEAST = process.env.UNDERSTUDY_BACKFILL_SEED === undefined ? 7 : 14;
const RUNS = Math.max(LEAST, propertyRuns(7, 100));
const SEEDS = Array.from({ length: RUNS }, (_none, at) => FIRST + at);

const WAYS: readonly { readonly way: string; readonly tombstones: boolean; readonly planted: Planted }[] = [
  { way: 'with the replay', tombstones: false, planted: 'no replay' },
  { way: 'with tombstones', tombstones: true, planted: 'no hold' },
];

describe.each(WAYS)('a table that is written to while it is backfilled, $way', ({ tombstones, planted }) => {
  const happened = new Map<string, number>();
  const add = (more: Happened) => {
    for (const [what, times] of more) happened.set(what, (happened.get(what) ?? 0) + times);
  };

  it.each(SEEDS)('ends identical, through crashes, throttling and lost answers (seed %d)', async (seed) => {
    const history = new RandomBackfill(seed, { tombstones });
    expect(await history.run()).toEqual([]);
    add(history.happened);
  });

  it('through all that can happen', () => {
    const wanted = [
      'backfill killed',
      'backfill frozen',
      'backfill woke up superseded',
      'backfill.resumed',
      tombstones ? 'backfill.tombstones_asked' : 'backfill.replaying',
      'worker killed',
      'worker stopped',
      'shard split',
      'deleted behind a scan',
      'throttled',
      'failed',
      'lost',
      'late',
      'slow',
      'orphaned',
    ];
    expect(wanted.filter((what) => !happened.has(what))).toEqual([]);
  });

  it(`would not end so: ${planted}`, async () => {
    for (const seed of SEEDS)
      if ((await new RandomBackfill(seed, { tombstones, planted }).run()).length > 0) return;
    throw new Error(`No seed of ${RUNS} shows what is missing.`);
  });
});

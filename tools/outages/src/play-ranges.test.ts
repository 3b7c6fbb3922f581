import { expect, it } from '@jest/globals';
import { ORCHESTRATORS, playSeed } from './play-seed.ts';
import { playRanges } from './play-ranges.ts';

it('gives every seed to one player, and adds what comes back', async () => {
  const asked: number[] = [];
  const player = () => ({
    play: async ({ from, count }: { from: number; count: number }) => {
      for (let seed = from; seed < from + count; seed += 1) asked.push(seed);
      const confusion = { policy: 'x', needed: count, made: count, missed: 0, falsely: 0 };
      return { confusions: [confusion], counts: [['y', count]] as const, wrong: [] };
    },
  });
  const told: number[] = [];
  const { confusions, counts } = await playRanges(
    [player(), player()],
    { from: 5, seeds: 50, processes: 2 },
    (count) => told.push(count),
  );
  expect(asked.sort((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, at) => at + 5));
  expect(confusions).toEqual([{ policy: 'x', needed: 50, made: 50, missed: 0, falsely: 0 }]);
  expect(counts).toEqual([['y', 50]]);
  expect(told.at(-1)).toBe(50);
});

it('plays the real orchestrators, which make no mistake', async () => {
  const { confusions, wrong } = await playSeed(3);
  expect(wrong).toEqual([]);
  expect(confusions[0]).toMatchObject({ policy: ORCHESTRATORS, missed: 0, falsely: 0 });
  expect(confusions).toHaveLength(5);
});

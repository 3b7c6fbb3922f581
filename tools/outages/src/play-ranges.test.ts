import { expect, it } from '@jest/globals';
import { ORCHESTRATORS, playSeed } from './play-seed.ts';
import { playRanges } from './play-ranges.ts';

it('gives every seed to one player, and adds what comes back', async () => {
  const asked: number[] = [];
  const play = async ({ from, count }: { from: number; count: number }) => {
    for (let seed = from; seed < from + count; seed += 1) asked.push(seed);
    return count;
  };
  const told: number[] = [];
  const sum = await playRanges([play, play], {
    from: 5,
    seeds: 50,
    chunk: 20,
    none: 0,
    add: (one, other) => one + other,
    onProgress: (count) => told.push(count),
  });
  expect(asked.sort((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, at) => at + 5));
  expect(sum).toBe(50);
  expect(told.at(-1)).toBe(50);
});

it('plays the real orchestrators, which make no mistake', async () => {
  const { confusions, wrong } = await playSeed(3);
  expect(wrong).toEqual([]);
  expect(confusions[0]).toMatchObject({ policy: ORCHESTRATORS, missed: 0, falsely: 0 });
  expect(confusions).toHaveLength(5);
});

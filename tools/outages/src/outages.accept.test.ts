import { expect, it } from '@jest/globals';
import { drawNoise } from './noisy-day/draw-noise.ts';
import { addDays, NO_DAYS } from './noisy-day/play-days.ts';
import { renderDays } from './noisy-day/render-days.ts';
import { addRanges, NO_SEEDS } from './play-range.ts';
import { playRanges } from './play-ranges.ts';
import { ORCHESTRATORS } from './play-seed.ts';
import { RangePlayer } from './range-player.ts';
import { renderConfusions } from './render-confusions.ts';
import { renderCounts } from './render-counts.ts';
import { expectTheSame } from './test-support/expect-the-same.ts';
import { withBundle } from './with-bundle.ts';

const SEEDS = 2_000;
const DAYS = 10;
const quiet = () => undefined;

async function withPlayers<T>(action: (players: readonly RangePlayer[]) => Promise<T>): Promise<T> {
  return withBundle(async (bundle) => {
    const players = [new RangePlayer(bundle), new RangePlayer(bundle)];
    try {
      return await action(players);
    } finally {
      for (const player of players) player.end();
    }
  });
}

it('three orchestrators make no mistake in 2,000 random series of outages, and every other policy does', async () => {
  const { confusions, counts, wrong } = await withPlayers((players) =>
    playRanges(
      players.map((player) => (range) => player.play(range)),
      { from: 0, seeds: SEEDS, chunk: 20, none: NO_SEEDS, add: addRanges, onProgress: quiet },
    ),
  );
  process.stdout.write(renderConfusions(confusions) + renderCounts(counts));
  expect(wrong.map(({ seed }) => seed)).toEqual([]);
  for (const { policy, missed, falsely } of confusions) {
    expect([policy, missed + falsely > 0]).toEqual([policy, policy !== ORCHESTRATORS]);
  }
}, 3_600_000);

it('ten noisy days cost no move and no failed write', async () => {
  const played = await withPlayers((players) =>
    playRanges(
      players.map((player) => (range) => player.playDays(range)),
      { from: 0, seeds: DAYS, chunk: 1, none: NO_DAYS, add: addDays, onProgress: quiet },
    ),
  );
  process.stdout.write(renderDays(played));
  expect(played.wrong).toEqual([]);
  expect(played.acknowledged).toBeGreaterThan(10_000);
}, 1_800_000);

it.each([1, 2])(
  'skipping idle time changes nothing of what comes of the noise of seed %i',
  async (seed) => {
    const dayMs = 600_000;
    await expectTheSame(drawNoise(seed, { dayMs, bursts: 2, awayMs: 200_000 }), dayMs);
  },
  1_800_000,
);

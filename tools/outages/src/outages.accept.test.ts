import { expect, it } from '@jest/globals';
import { playRanges } from './play-ranges.ts';
import { ORCHESTRATORS } from './play-seed.ts';
import { RangePlayer } from './range-player.ts';
import { renderConfusions } from './render-confusions.ts';
import { withBundle } from './with-bundle.ts';

it(
  'three orchestrators make no mistake in 2,000 random series of outages, and every other policy does',
  () =>
    withBundle(async (bundle) => {
      const players = [new RangePlayer(bundle), new RangePlayer(bundle)];
      try {
        const { confusions, wrong } = await playRanges(
          players,
          { from: 0, seeds: 2_000, processes: 2 },
          () => undefined,
        );
        process.stdout.write(renderConfusions(confusions));
        expect(wrong.map(({ seed }) => seed)).toEqual([]);
        for (const { policy, missed, falsely } of confusions) {
          expect([policy, missed + falsely > 0]).toEqual([policy, policy !== ORCHESTRATORS]);
        }
      } finally {
        for (const player of players) player.end();
      }
    }),
  1_800_000,
);

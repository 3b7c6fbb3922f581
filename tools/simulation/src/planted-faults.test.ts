import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleSource } from './bundle-source.ts';
import { MUTATIONS } from './mutations.ts';
import type { Player } from './player.ts';
import { readCorpus, type KeptHistory } from './read-corpus.ts';
import { Players } from './test-support/players.ts';

const PLAY = fileURLToPath(new URL('play-history.ts', import.meta.url));

let players: Players;
let kept: readonly KeptHistory[];
/** One process plays them all: starting one takes longer than most of their histories. */
let one: Player;

beforeAll(async () => {
  players = await Players.open();
  one = players.start();
  kept = await readCorpus();
});
afterAll(() => players.close());

describe('the kept histories with a fault planted', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    'find "%s"',
    async (name, mutation) => {
      const bundle = join(players.folder, `${name}.mjs`);
      await bundleSource(bundle, mutation, { entry: PLAY });
      const found: number[] = [];
      for (const { history } of kept.filter(({ catches }) => catches.includes(name))) {
        const { violations } = await one.ask({ ask: 'history', history, timeline: false, bundle }, 'history');
        found.push(...violations.map(({ property }) => property));
      }
      expect(found).not.toEqual([]);
    },
  );
});

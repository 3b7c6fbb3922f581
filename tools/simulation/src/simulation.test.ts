import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import { bundleSource } from './bundle-source.ts';
import { readCorpus, type KeptHistory } from './read-corpus.ts';
import { MUTATIONS } from './mutations.ts';
import { Players } from './test-support/players.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Below a thousand a run does not look at what it has seen: only `npm run accept` does. */
const SEEDS = propertyRuns(100, 1_000);
const SEEDS_LIMIT_MS = 480_000;

let players: Players;
let kept: readonly KeptHistory[];
const player = (bundle?: string) => players.start(bundle);

beforeAll(async () => {
  players = await Players.open();
  kept = await readCorpus();
});
afterAll(() => players.close());

describe('a history', () => {
  it('goes the same way each time it is played, to the byte, and another way for another seed', async () => {
    const digests: string[] = [];
    for (const seed of [7, 7, 8]) {
      const one = player();
      const { history } = await one.ask({ ask: 'seed', seed }, 'generated');
      digests.push((await one.ask({ ask: 'history', history, timeline: true }, 'history')).digest);
      // Nothing of a history stays behind for the next one of the same process.
      digests.push((await one.ask({ ask: 'history', history, timeline: true }, 'history')).digest);
      one.end();
    }
    const [first, again, second, ...other] = digests;
    expect([again, second]).toEqual([first, first]);
    expect(other[1]).not.toBe(first);
  });
});

describe('the kept histories', () => {
  it('hold, each of them', async () => {
    const one = player();
    const broken: unknown[] = [];
    for (const { name, history } of kept) {
      const { violations } = await one.ask({ ask: 'history', history, timeline: false }, 'history');
      if (violations.length > 0) broken.push({ name, violations });
    }
    one.end();
    expect(broken).toEqual([]);
  }, 240_000);

  it('take no late write for the copy that had its sequence number in the stream before (fault D25)', async () => {
    const one = player();
    const numbers = kept.find(({ name }) => name === 'sequence-numbers-that-begin-again');
    if (numbers === undefined) throw new Error('The history is not kept.');
    const { violations, timeline } = await one.ask(
      { ask: 'history', history: numbers.history, timeline: true },
      'history',
    );
    one.end();
    expect(violations).toEqual([]);
    expect(timeline).toContain('"reason":"own-tombstone","version":"0000000002|eu-central-1');
  });

  it('know a planted fault each, or none', () => {
    const names = new Set(MUTATIONS.map(({ name }) => name));
    expect(kept.flatMap(({ catches }) => catches).filter((name) => !names.has(name))).toEqual([]);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(10);
  });

  it('can be shrunk to what shows the fault', async () => {
    const mutation = MUTATIONS.find(({ name }) => name === 'checkpoint-before-apply');
    const bundle = join(players.folder, 'shrunk.mjs');
    await bundleSource(bundle, mutation);
    const one = player(bundle);
    const told = await one.ask({ ask: 'seeds', from: 0, count: 40, untilBroken: true }, 'seeds');
    const seed = told.broken[0]?.seed ?? 0;
    const { history } = await one.ask({ ask: 'seed', seed }, 'generated');
    const shrunk = await one.ask({ ask: 'shrink', history, plays: 60 }, 'shrunk');
    const { violations, timeline } = await one.ask(
      { ask: 'history', history: shrunk.history, timeline: true },
      'history',
    );
    one.end();
    expect(shrunk.history.decisions.length).toBeLessThan(history.decisions.length);
    expect(violations[0]?.property).toBe(told.broken[0]?.property);
    expect(timeline).toContain('BROKEN');
  });
});

describe('npm run sim', () => {
  const run = (...words: readonly string[]) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', '-C', '@understudy/source', 'tools/simulation/src/main.ts', ...words],
        { cwd: ROOT },
      );
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('close', (code) => resolve({ code, output }));
    });

  it(
    'holds for every seed, and sees all that it should',
    async () => {
      const { code, output } = await run('--seeds', String(SEEDS), '--from', '1');
      expect(output).toContain('all properties hold');
      expect(output).not.toContain('Not seen');
      expect(code).toBe(0);
    },
    SEEDS_LIMIT_MS,
  );

  it('shows what happens in one seed', async () => {
    const { code, output } = await run('--seed', '7');
    expect(code).toBe(0);
    expect(output).toContain('all heals');
  });

  it.each([
    [['--sees', '1'], 'UND_SIMULATION_OPTION_UNKNOWN'],
    [['--history', 'nowhere.json'], 'UND_SIMULATION_OPTION_INVALID'],
  ])('refuses %j before it plays anything', async (words, told) => {
    const { code, output } = await run(...words);
    expect(code).toBe(2);
    expect(output).toContain(told);
  });
});

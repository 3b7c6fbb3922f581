import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort, startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { allCommands } from './command-sources.ts';
import { runUnderstudy } from './test-support/run-understudy.ts';
import { sampleWords } from './test-support/sample-words.ts';

const TOPOLOGY = {
  service: 'shop',
  regions: {
    data: [{ name: 'us-east-1' }, { name: 'eu-central-1' }],
    witness: { endpoints: [{ name: 'eu-west-1' }] },
  },
  tables: [{ name: 'orders' }],
  pools: [
    {
      name: 'api',
      region: 'nl-ams',
      type: 'g6-nanode-1',
      image: 'linode/debian12',
      count: 1,
      health: { port: 80, path: '/' },
    },
  ],
};
/** Calls that get no answer are repeated for about 15 s; the commands wait at the same time. */
const LIMIT_MS = 120_000;

const commands = (await allCommands()).filter(({ name }) => name.startsWith('servers'));
let cloud: LinodeCloud;
let directory: string;
let file: string;

beforeAll(async () => {
  cloud = await startLinodeCloud();
  directory = mkdtempSync(join(tmpdir(), 'understudy-servers-'));
  file = join(directory, 'understudy.yaml');
  writeFileSync(file, JSON.stringify(TOPOLOGY));
});

afterAll(async () => {
  await cloud.stop();
  rmSync(directory, { recursive: true });
});

/** What every command of `understudy servers` ends with. */
async function runAll(environment: Readonly<Record<string, string>>) {
  return Promise.all(
    commands.map(async (spec) => {
      const words = [...sampleWords(spec), '-f', file];
      return { name: spec.name, ...(await runUnderstudy(words, { ...process.env, ...environment })) };
    }),
  );
}

describe('understudy servers', () => {
  it.each([
    ['a token that Linode refuses', () => cloud.endpoint, [11, 12]],
    ['an API that does not answer', async () => `http://127.0.0.1:${await findFreePort()}`, [3, 10]],
  ] as const)(
    'gives a coded message with its remedy for %s',
    async (_name, endpoint, exits) => {
      const outcomes = await runAll({ LINODE_TOKEN: 'wrong-token', LINODE_URL: await endpoint() });
      for (const { name, code, out, err } of outcomes) {
        expect({ name, err }).toEqual({
          name,
          err: expect.stringMatching(/^UND_[A-Z_]+: \S[^]*What to do: \S/m),
        });
        expect({ name, code, fits: exits.some((exit) => exit === code) }).toEqual({ name, code, fits: true });
        expect(err + out).not.toMatch(/^ +at .*\d+:\d+\)?$|wrong-token/m);
        expect({ name, out }).toEqual({ name, out: '' });
      }
    },
    LIMIT_MS,
  );
});

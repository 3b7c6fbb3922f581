import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { comeToRest } from '../come-to-rest.ts';
import type { Noise } from './noise.ts';
import { playNoise } from './play-noise.ts';
import { skipIdleTime } from './skip-idle-time.ts';

const MINUTE_MS = 60_000;
const noise: readonly Noise[] = [
  { what: 'spike', from: 'orch-1', to: 'us-east-1', atMs: 7_130, forMs: 1_000 },
  { what: 'pause', process: 'orch-2', atMs: 7_820, forMs: 500 },
  { what: 'spike', from: 'everyone', to: 'us-east-1', atMs: 80_441, forMs: 1_000 },
  { what: 'away', as: 'silent', atMs: 100_250, forMs: 2.5 * MINUTE_MS },
  { what: 'spike', from: 'app-1', to: 'us-east-1', atMs: 311_003, forMs: 1_000 },
];
const DAY_MS = 6 * MINUTE_MS;

it('takes whole rounds of idle time out, and leaves the noise as long and as far apart as it settles in', () => {
  const short = skipIdleTime(noise, DAY_MS);
  expect(short.skips).toEqual([
    { atMs: 20_320, ms: 60_000 },
    { atMs: 112_250 - 60_000, ms: 84_000 },
    { atMs: 262_250 - 144_000, ms: 48_000 },
    { atMs: 324_003 - 192_000, ms: 24_000 },
  ]);
  expect(short.noise.map(({ atMs, forMs }) => [atMs, forMs])).toEqual([
    [7_130, 1_000],
    [7_820, 500],
    [80_441 - 60_000, 1_000],
    [100_250 - 60_000, 2.5 * MINUTE_MS - 84_000],
    [311_003 - 192_000, 1_000],
  ]);
  expect(short.dayMs).toBe(DAY_MS - 216_000);
});

it('would show a move where a spike lasts as long as an outage does', async () => {
  const outage: Noise = { what: 'spike', from: 'everyone', to: 'us-east-1', atMs: 1_000, forMs: 20_000 };
  const { moves } = await playNoise([outage], 20_000, new ManualClock({ comeToRest }));
  expect(moves).toEqual([expect.stringContaining('"kind":"failover","from":"us-east-1"')]);
}, 300_000);

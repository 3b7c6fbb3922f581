import { describe, expect, it } from '@jest/globals';
import { defineCommand } from '@understudy/command-line';
import { runCommand } from '@understudy/command-line/testing';
import { systemClock } from '@understudy/core';
import type { RegionCondition } from '@understudy/findings';
import { EAST, WEST, WorldEyes } from '@understudy/orchestrator/testing';
import { MemoryRouteStore } from '@understudy/route-store';
import { steady } from '@understudy/route/testing';
import type { ObservedService } from './observed-service.ts';
import { observeOnce } from './run-observe.ts';

const regions = [EAST, WEST];

async function type(
  words: readonly string[],
  {
    west = 'answering',
    store = new MemoryRouteStore(steady()),
  }: { readonly west?: RegionCondition; readonly store?: MemoryRouteStore } = {},
) {
  const clock = systemClock();
  const condition = (region: string) => (region === WEST ? west : 'answering');
  const eyes = new WorldEyes({ regions, clock, everyMs: 10, looks: 3, condition });
  const spec = defineCommand({
    name: 'observe',
    summary: 'A test.',
    examples: [],
    readsTopology: false,
    run: async (_input, context) =>
      observeOnce(
        { service: 'shop', regions, witness: 'eu-west-1', eyes, routeStore: store, limitMs: 5_000 },
        context,
      ),
  });
  return runCommand(spec, words, { clock, env: {} });
}

describe('one look', () => {
  it('shows what answers and how fast, and ends', async () => {
    const { code, out, err } = await type([]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /us-east-1 +answering +0 ms +0 ms\neu-central-1 +answering +0 ms +0 ms\neu-west-1 \(witness\) +answering +- +\d+ ms/,
    );
  });

  it('says what does not answer, and why (exit 3)', async () => {
    const { code, out, err } = await type([], { west: 'unreachable' });
    expect(code).toBe(3);
    expect(out).toContain('eu-central-1: A test made it so.');
    expect(err).toContain('UND_CLI_NOT_SEEN: From this machine eu-central-1 did not answer as it should.');
  });

  it('says that the witness gives no route', async () => {
    const { code, out, err } = await type(['-o', 'json'], { store: new MemoryRouteStore() });
    expect(code).toBe(3);
    const observed = JSON.parse(out) as ObservedService;
    expect(observed.witness).toEqual({
      name: 'eu-west-1',
      why: expect.stringContaining('UND_ROUTE_NOT_FOUND'),
    });
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'UND_CLI_NOT_SEEN', details: { away: ['eu-west-1'] } },
    });
  });

  it('takes a slow region for one that answers, and a throttled one not', async () => {
    expect((await type([], { west: 'slow' })).code).toBe(0);
    expect((await type([], { west: 'throttled' })).code).toBe(3);
  });
});

import assert from 'node:assert/strict';
import { afterAll, describe, expect, it } from '@jest/globals';
import { seededRandomness } from '@understudy/core/testing';
import type { Readiness, ReadinessTopic } from '@understudy/findings';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { BrokenSetUp } from './test-support/broken-set-up.ts';
import { HARMLESS, PLANTED_FAULTS, type PlantedFault } from './test-support/planted-faults.ts';

async function withSetUp<T>(
  faults: readonly PlantedFault[],
  harmless: readonly ((setUp: BrokenSetUp) => void)[],
  use: (setUp: BrokenSetUp) => Promise<T>,
): Promise<T> {
  const setUp = new BrokenSetUp();
  await setUp.begin();
  for (const change of harmless) change(setUp);
  for (const { plant } of faults) await plant(setUp);
  try {
    return await use(setUp);
  } finally {
    assert.deepEqual(setUp.world.broken, []);
    await setUp.world.end();
  }
}

const names = ({ items }: Readiness, { topic, cause, verdict }: PlantedFault) =>
  items.some((item) => item.name === topic && item.verdict === verdict && cause.test(item.cause));

/** Both ways, by the real mover: what readiness promises. */
async function succeeds(setUp: BrokenSetUp): Promise<void> {
  for (const to of [REGION_B, REGION_A]) {
    // What a move leaves behind expires before the way back.
    expect((await setUp.preview(to)).refusals).toEqual([]);
    expect(await setUp.move(to)).toMatchObject({ outcome: 'promoted', writer: to, undrained: [] });
  }
}

describe('readiness of a service with one fault', () => {
  it.each(PLANTED_FAULTS.map((fault) => [fault.name, fault] as const))(
    'names it: %s',
    async (_name, fault) => {
      await withSetUp([fault], [], async (setUp) => {
        const readiness = await setUp.evaluate();
        expect([readiness.verdict, readiness.items]).toEqual([fault.verdict, readiness.items]);
        if (!names(readiness, fault)) expect(readiness.items).toEqual(fault);
        // And asks for nothing that does not come of it.
        const asks = readiness.items.filter(({ verdict }) => verdict === 'action-required');
        const explained: readonly ReadinessTopic[] = [
          fault.topic,
          ...(fault.name.endsWith('is down') ? ['links' as const] : []),
        ];
        expect(asks.filter(({ name }) => !explained.includes(name))).toEqual([]);
        for (const { verdict, remedy } of readiness.items)
          if (verdict !== 'passed') expect(remedy).toMatch(/^[A-Z`].*\.$/s);
      });
    },
  );

  it('passes where nothing is wrong, and says what was verified', async () => {
    await withSetUp([], HARMLESS, async (setUp) => {
      const { verdict, items } = await setUp.evaluate();
      expect([verdict, items.filter((item) => item.verdict !== 'passed')]).toEqual(['passed', []]);
      expect(items.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'route',
          'regions',
          'rights',
          'streams',
          'capacity',
          'move',
          'way-back',
          'orchestrators',
        ]),
      );
      await succeeds(setUp);
    });
  });
});

describe('readiness of set-ups that are broken at random', () => {
  const runs = 200;
  const counted = { passed: 0, named: 0, first: 0, acting: 0, planted: 0 };

  it(`passes only where a move succeeds, and names what was planted (${String(runs)} set-ups)`, async () => {
    const randomness = seededRandomness(20_261_130);
    const draw = <T>(from: readonly T[], most: number): readonly T[] => {
      const count = Math.floor(randomness.fraction() * (most + 1));
      const order = [...from]
        .map((each) => ({ each, at: randomness.fraction() }))
        .sort((a, b) => a.at - b.at);
      return order.slice(0, count).map(({ each }) => each);
    };
    for (let run = 0; run < runs; run += 1) {
      const faults = draw(PLANTED_FAULTS, 3);
      await withSetUp(faults, draw(HARMLESS, 2), async (setUp) => {
        const readiness = await setUp.evaluate();
        expect([faults.map(({ name }) => name), readiness.verdict === 'passed']).toEqual([
          faults.map(({ name }) => name),
          faults.length === 0,
        ]);
        if (readiness.verdict === 'passed') {
          counted.passed += 1;
          await succeeds(setUp);
        }
        if (readiness.verdict !== 'action-required') return;
        counted.acting += 1;
        counted.first += faults.some(({ topic }) => topic === readiness.items[0]?.name) ? 1 : 0;
        counted.named += faults.some((fault) => names(readiness, fault)) ? 1 : 0;
        counted.planted += faults.every((fault) => names(readiness, fault)) ? 1 : 0;
      });
    }
    expect(counted.passed).toBeGreaterThan(runs / 10);
    expect(counted.named / counted.acting).toBeGreaterThanOrEqual(0.95);
    expect(counted.first / counted.acting).toBeGreaterThanOrEqual(0.95);
  }, 120_000);

  afterAll(() => {
    const percent = (count: number) => `${((100 * count) / counted.acting).toFixed(1)} %`;
    const { passed, acting, named, first, planted } = counted;
    process.stdout.write(
      `readiness: ${String(passed)} passed and moved both ways; of ${String(acting)} that need an action ${percent(named)} name a planted cause, ${percent(first)} name its topic first, ${percent(planted)} name every planted cause\n`,
    );
  });
});

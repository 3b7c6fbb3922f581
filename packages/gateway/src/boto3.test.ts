import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { merging, steady } from '@understudy/route/testing';
import { runPython } from './test-support/run-python.ts';
import { STANDBY, withService, WRITER } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });

describe('boto3, through the gateway as directly', () => {
  it.each([
    ['in a steady epoch', steady(WRITER, 1)],
    ['while a region is merging', merging(WRITER, 2)],
  ])('%s: the same answers, errors and items', async (_when, route) => {
    const { gateway } = await service().open({ route, past: true, understudy: { limits: {} } });
    const { directEndpoint } = service().cloud.region(STANDBY);
    const found = await runPython('compare_boto3.py', [
      directEndpoint,
      STANDBY,
      gateway.address,
      String(route.epoch),
    ]);
    expect(found).toEqual({
      boto3: expect.any(String),
      compared: expect.any(Number),
      differences: [],
    });
    expect((found as { compared: number }).compared).toBeGreaterThan(70);
  });
});

describe('a batch that a region leaves undone in part', () => {
  /** The fault strikes what is sent again as well. */
  const TIMES = 2;

  interface Talk {
    readonly answers: readonly unknown[];
    readonly found: readonly unknown[];
  }

  afterEach(async () => {
    for (const region of [WRITER, STANDBY]) await service().cloud.region(region).faults.liftAll();
  });

  it.each([
    ['own', 'by boto3 itself', 'unfenced'],
    ['hand', 'by its caller', 'fenced'],
  ] as const)('is sent again as directly, without a stamp: %s, %s, %s', async (who, _by, batchWrites) => {
    const { gateway } = await service().open({ understudy: { batchWrites } });
    for (const region of [WRITER, STANDBY]) {
      for (const operation of ['BatchWriteItem', 'BatchGetItem']) {
        service()
          .cloud.region(region)
          .faults.add({ kind: 'unprocessed', operations: [operation], items: 1, times: TIMES });
      }
    }
    const { endpoint } = service().cloud.region(STANDBY);
    const args = [endpoint, STANDBY, gateway.address, who];
    const { direct, gateway: through } = (await runPython('retry_batches.py', args)) as Record<string, Talk>;
    expect(through).toEqual(direct);
    // What was left undone, as often as the fault struck, and nothing in the end: of writes, and of reads.
    expect(through?.answers).toHaveLength(2 * (TIMES + 1));
    expect(through?.found).toHaveLength(who === 'own' ? 3 : 2);
    expect(JSON.stringify(through)).not.toContain('understudy:v');
  });
});

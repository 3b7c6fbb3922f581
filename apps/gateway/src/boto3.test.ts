import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { merging, steady } from '@understudy/route/testing';
import { runPython } from './test-support/find-python.ts';
import { STANDBY, withService, WRITER } from './test-support/open-gateway.ts';

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

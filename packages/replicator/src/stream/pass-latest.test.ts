import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { EAST, TwoRegions } from '../test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, 'eu-central-1'] });
let stage: TwoRegions;

beforeEach(() => {
  stage = new TwoRegions(cloud());
});

afterEach(async () => {
  await stage.end();
});

describe('passLatest', () => {
  it('lets a barrier be reached on a stream that never comes back empty', async () => {
    const table = 'busy';
    await stage.prepare({ name: table, key: { id: 'S' } });
    await stage.work([table]);
    const traffic = { on: true, written: 0 };
    const writing = (async () => {
      while (traffic.on) {
        traffic.written += 1;
        await stage.put(EAST, table, {
          id: { S: `k${traffic.written % 50}` },
          n: { N: `${traffic.written}` },
        });
      }
    })();
    try {
      await stage.drained(table);
    } finally {
      traffic.on = false;
      await writing;
    }
    expect(traffic.written).toBeGreaterThan(1);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { EAST, TwoRegions } from '../test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, 'eu-central-1'] });
let regions: TwoRegions;

beforeEach(() => {
  regions = new TwoRegions(cloud());
});

afterEach(async () => {
  await regions.end();
});

describe('passLatest', () => {
  it('lets a barrier be reached on a stream that never comes back empty', async () => {
    const table = 'busy';
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([table]);
    const traffic = { on: true, written: 0 };
    const writing = (async () => {
      while (traffic.on) {
        traffic.written += 1;
        await regions.put(EAST, table, {
          id: { S: `k${traffic.written % 50}` },
          n: { N: `${traffic.written}` },
        });
      }
    })();
    try {
      await regions.drained(table);
    } finally {
      traffic.on = false;
      await writing;
    }
    expect(traffic.written).toBeGreaterThan(1);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { defaultLinkOptions } from '@understudy/replicator';
import { ROOT } from '../root.ts';
import { measureResting, type RestingCosts } from './measure-resting.ts';
import { measureWrites, type WriteCosts } from './measure-writes.ts';
import { renderCosts } from './render-costs.ts';

let resting: RestingCosts;
let writes: readonly WriteCosts[];
beforeAll(async () => {
  resting = await measureResting();
  writes = await measureWrites();
});

const written = (write: string, route: WriteCosts['route']) =>
  writes.find((each) => each.write === write && each.route === route);

describe('the page of costs', () => {
  it('has the figures that the real code is billed by the simulator (fault D23)', async () => {
    const page = await readFile(join(ROOT, 'docs/operate/costs.md'), 'utf8');
    expect(page).toBe(await renderCosts(page, resting, writes));
  });

  it('is refused where a table has no place', async () => {
    await expect(renderCosts('# Costs', resting, writes)).rejects.toThrow(/no place for rest/);
  });
});

describe('what is billed at rest', () => {
  it('follows from the pauses of the links and the lease (fault D23)', () => {
    const { pollMs, calmPollMs, barrierPollMs, checkpointMs } = defaultLinkOptions;
    const renewalsEachSecond = 3_000 / defaultLimits.leaseMs;
    expect(resting.streamReads).toEqual({ writer: 1_000 / pollMs, standby: 1_000 / calmPollMs });
    expect(resting.routeReads).toBeCloseTo(renewalsEachSecond, 1);
    // Barriers and holds of two links, and a look at the parked records now and then.
    const looks = 2 * (1_000 / barrierPollMs + 1_000 / checkpointMs);
    expect(resting.links.reads).toBeGreaterThanOrEqual(looks);
    expect(resting.links.reads).toBeLessThan(looks * 1.02);
    // Renewals, and each fifth checkpoint a transaction of two items.
    expect(resting.links.writes).toBeCloseTo(2 * (renewalsEachSecond + (4 * 1_000) / (5 * checkpointMs)), 1);
    expect(resting.monitorReads).toBe(1);
  });
});

describe('what a write is billed', () => {
  it('is a unit more near a boundary, and four units instead of one for a delete while merging (fault D23)', () => {
    expect(written('put of 500 bytes', 'steady')).toMatchObject({ plain: 1, writer: 1, standby: 1, own: 0 });
    expect(written('put of 1,000 bytes', 'steady')).toMatchObject({ plain: 1, writer: 2, standby: 2 });
    const removal = written('delete of an item of 500 bytes', 'merging');
    expect(removal).toMatchObject({ plain: 1, writer: 2 });
    expect(removal?.own).toBeGreaterThanOrEqual(2);
  });

  it('is seen by a consumer in the standby as a MODIFY before each replicated REMOVE (fault D23)', () => {
    expect(written('delete of an item of 500 bytes', 'steady')?.records).toEqual(['MODIFY', 'REMOVE']);
    expect(written('put of 500 bytes', 'steady')?.records).toEqual(['MODIFY']);
  });
});

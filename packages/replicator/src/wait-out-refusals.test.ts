import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { seededRandomness } from '@understudy/core/testing';
import { withLocalCloud } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import { EAST, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;
const key = (id: string): Item => ({ id: { S: id } });

beforeEach(async () => {
  regions = new TwoRegions(cloud(), { options: { mostBackoffMs: 20 } });
  count += 1;
  table = `refused-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  await cloud().region(WEST).faults.liftAll();
  await regions.end();
});

const isErrorClass = (value: unknown) =>
  typeof value === 'function' && value.prototype instanceof dynamodb.DynamoDBServiceException;
/** An answer, and the one error that is about the item. */
const NO_FAILURES = ['ConditionalCheckFailedException', 'ItemCollectionSizeLimitExceededException'];
const MODEL = Object.entries(dynamodb).flatMap(([name, value]) =>
  isErrorClass(value) && !NO_FAILURES.includes(name) ? [name] : [],
);
const COMMON = ['InvalidIdentityToken', 'ExpiredToken', 'AccessDenied', 'Throttling', 'InvalidClientTokenId'];

function unknownCodes(): readonly string[] {
  const chance = seededRandomness(5);
  return Array.from({ length: 10 }, () => `Odd${Math.floor(chance.fraction() * 1e9)}Exception`);
}

/** What writes the table alone: the link's own records are updated, or written in transactions. */
const WRITES = ['PutItem'];

describe('a link whose target refuses', () => {
  it('waits whatever error it is refused with, and parks nothing (fault D5)', async () => {
    const worker = await regions.work([table]);
    const { faults } = cloud().region(WEST);
    const codes = [...MODEL, ...COMMON, ...unknownCodes()];
    const added = codes.map((code) => faults.add({ kind: 'error', code, times: 1, operations: WRITES }));
    await regions.put(EAST, table, key('a'));
    await regions.drained(table);
    expect(added.filter(({ hits }) => hits === 0)).toEqual([]);
    expect(await regions.get(WEST, table, key('a'))).toBeDefined();
    expect(regions.statusOf(worker, regions.link(table, EAST)).parked).toBe(0);
    expect((await regions.parked(EAST).list(regions.link(table, EAST))).lines).toEqual([]);
  });

  it.each(['InvalidIdentityToken', 'TransactionCanceledException', 'SomethingNew'])(
    'says why with a code and a remedy while it is refused with %s, and no longer once it is over (fault D22)',
    async (code) => {
      const worker = await regions.work([table]);
      const link = regions.link(table, EAST);
      const fault = cloud().region(WEST).faults.add({ kind: 'error', code, operations: WRITES });
      await regions.put(EAST, table, key('a'));
      const refused = await until(() => {
        const status = regions.statusOf(worker, link);
        return status.blocked === true && fault.hits > 20 ? status : undefined;
      });
      expect(refused).toMatchObject({
        parked: 0,
        problem: expect.stringContaining(code),
        problemCode: expect.stringMatching(/^UND_REPLICATOR_REFUSED/),
        remedy: expect.stringContaining('parks nothing'),
      });
      // Once, and again only where it lost the lead meanwhile, as it may on a busy machine.
      const told = regions.telemetry.events
        .map(({ name }) => name)
        .filter((name) => /^link\.(un)?blocked$/.test(name));
      const alternating = told.map((_name, at) => (at % 2 === 0 ? 'link.blocked' : 'link.unblocked'));
      expect(told).toEqual(alternating);
      expect(told).toContain('link.blocked');
      await fault.lift();
      await regions.drained(table);
      expect(regions.statusOf(worker, link)).toMatchObject({ parked: 0, applied: 1, blocked: false });
      expect(regions.statusOf(worker, link)).not.toHaveProperty('problem');
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, PutItemCommand, type ScanCommand } from '@aws-sdk/client-dynamodb';
import { prepareTable, withLocalRegion } from '@understudy/sandbox';
import { DEFAULT_STAMP_ATTRIBUTE, type Item } from '@understudy/versions';
import { reportAsText } from './report-as-text.ts';
import { differingAttributes, sameCopy } from './same-copy.ts';
import { copied, EAST, fill, native, prepareBoth, regionsOf, WEST } from './test-support/prepare-both.ts';
import type { VerifiedRegion } from './types.ts';
import { verifyTable, type VerifyTableOptions } from './verify-table.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const city = (n: number): Item => ({
  id: { S: `city-${n}` },
  at: { N: String(n) },
  name: { S: `City ${n}` },
});
const cities = Array.from({ length: 500 }, (_, n) => city(n));
const idOf = ({ key }: { key: Item }) => key.id?.S;

let table = 'cities';
let tables = 0;
let opened: ReturnType<typeof regionsOf> | undefined;
const regions = () => (opened ??= regionsOf(local()));
const verify = (options: Partial<VerifyTableOptions> = {}) =>
  verifyTable({
    regions: regions(),
    table: { name: table, writes: 'stamped' },
    ...options,
    options: { lagMs: 30, ...options.options },
  });

async function prepare(east: readonly Item[], west: readonly Item[]): Promise<void> {
  table = `cities${(tables += 1)}`;
  const [left, right] = regions();
  await prepareBoth([left, right], { name: table, key: { id: 'S' } });
  await Promise.all([fill(left, table, east), fill(right, table, west)]);
}

describe('verifyTable', () => {
  it('finds nothing where only stamps and the writing of numbers and sets differ, with two scans and no look-up', async () => {
    const odd = { id: { S: 'odd' }, n: { N: '1.50' }, tags: { SS: ['b', 'a'] } };
    const even = { tags: { SS: ['a', 'b'] }, n: { N: '15E-1' }, id: { S: 'odd' } };
    await prepare(
      [...cities.map((item) => native(item)), odd],
      [...cities.map((item) => copied(item)), even],
    );
    const report = await verify();
    expect(report).toMatchObject({
      items: [501, 501],
      compared: 501,
      different: 0,
      unsettled: 0,
      changedOnTheWay: 0,
      differences: [],
    });
    expect(report.lookedAgain).toBe(0);
    expect(report.capacityUnits[0]).toBeGreaterThan(0);
  });

  it.each([64_000_000, 1])(
    'names every key and attribute that differs, with capacity for %i bytes',
    async (windowBytes) => {
      const [first = {}, second = {}, third = {}] = cities;
      await prepare(
        [native({ ...first, name: { S: 'Paris' }, extra: { NULL: true } }), ...cities.slice(2)],
        [...cities.filter((item) => item !== third)],
      );
      const report = await verify({ options: { lagMs: 30, windowBytes } });
      const found = [...report.differences].sort((a, b) => ((idOf(a) ?? '') < (idOf(b) ?? '') ? -1 : 1));
      expect(found).toEqual([
        expect.objectContaining({ key: { id: first.id }, attributes: ['extra', 'name'] }),
        expect.objectContaining({ key: { id: second.id }, onlyIn: WEST, copies: [undefined, second] }),
        expect.objectContaining({ key: { id: third.id }, onlyIn: EAST, copies: [third, undefined] }),
      ]);
      expect(report).toMatchObject({ compared: 500, different: 3, onlyIn: [1, 1] });
    },
  );

  it('takes what is deleted or changed on the way for what it then is', async () => {
    const [gone = {}, late = {}, ...same] = cities.slice(0, 50);
    await prepare([gone, { ...late, name: { S: 'new' } }, ...same], [late, ...same]);
    const [left, right] = regions();
    const once = new Set<string>();
    const meddling: VerifiedRegion = {
      name: EAST,
      client: {
        send: (async (command: ScanCommand) => {
          const answer: unknown = await left.client.send(command);
          if (command.constructor.name === 'BatchGetItemCommand' && !once.has('done')) {
            once.add('done');
            await left.client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: 'city-0' } } }));
            await right.client.send(
              new PutItemCommand({ TableName: table, Item: { ...late, name: { S: 'new' } } }),
            );
          }
          return answer;
        }) as VerifiedRegion['client']['send'],
      },
    };
    const report = await verify({ regions: [meddling, right] });
    expect(report).toMatchObject({ different: 0, changedOnTheWay: 2, lookedAgain: 2 });
  });
});

it('counts and names the items that have no space for a stamp (fault D14)', async () => {
  const sized = (id: string, bytes: number): Item => ({
    id: { S: id },
    data: { S: 'x'.repeat(bytes - 'iddata'.length - id.length) },
  });
  const most = 400 * 1024;
  await prepare([sized('full', most), sized('near', most - 200), city(1)], [sized('full', most)]);
  const report = await verify({ options: { listed: 5 } });
  expect(report).toMatchObject({ full: [1, 1], fullKeys: [{ id: { S: 'full' } }] });
  const text = reportAsText([report], {
    service: 's',
    regions: [EAST, WEST],
    stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
    values: false,
  });
  expect(text).toContain("1 have no space for a stamp: their writes can't be replicated");
});

it('calls no two items the same of which a member was lost in decoding (fault D15)', () => {
  const lost = Object.defineProperty({ id: { S: 'a' } }, '__proto__', {
    value: undefined,
    enumerable: true,
  });
  const [left, right] = [{ ...lost }, { ...lost }] as const;
  expect(sameCopy(left, right)).toBe(false);
  expect(differingAttributes(left, right)).toEqual(['__proto__']);
});

describe('the second looks of verifyTable', () => {
  it('reports a key that changes all the time as unsettled, not as different', async () => {
    await prepare([city(1)], [city(2)]);
    const [left, right] = regions();
    let writes = 0;
    const restless: VerifiedRegion = {
      name: WEST,
      client: {
        send: (async (command: ScanCommand) => {
          await right.client.send(
            new PutItemCommand({ TableName: table, Item: { ...city(1), at: { N: String((writes -= 1)) } } }),
          );
          return right.client.send(command);
        }) as VerifiedRegion['client']['send'],
      },
    };
    const report = await verify({ regions: [left, restless], options: { lagMs: 1, looks: 3 } });
    expect(report).toMatchObject({ different: 1, unsettled: 1, unsettledKeys: [{ id: { S: 'city-1' } }] });
  });
});

describe('the limits of verifyTable', () => {
  it('stays within the capacity it is given', async () => {
    await prepare(cities, cities);
    const free = await verify();
    const units = Math.max(...free.capacityUnits);
    const unitsPerSecond = Math.ceil(units);
    const limited = await verify({ options: { unitsPerSecond, segments: 2 } });
    expect(limited.compared).toBe(500);
    // One second's worth is there at the start; what goes beyond it is waited for.
    const waitedFor = Math.max(...limited.capacityUnits) - unitsPerSecond * 1.5;
    expect(limited.elapsedMs).toBeGreaterThanOrEqual((waitedFor / unitsPerSecond) * 1_000);
  });

  it('compares one part of the key space, and all parts make the whole', async () => {
    await prepare(cities.slice(0, 300), cities.slice(1, 300));
    let compared = 0;
    let different = 0;
    for (let segment = 0; segment < 5; segment += 1) {
      const report = await verify({ part: { segment, total: 5 } });
      compared += report.compared;
      different += report.different;
    }
    expect({ compared, different }).toEqual({ compared: 300, different: 1 });
  });

  it('ends with the first thing that fails, also while scanning waits for second looks', async () => {
    await prepare(cities, []);
    const [left, right] = regions();
    const failing: VerifiedRegion = {
      name: WEST,
      client: {
        send: (async (command: ScanCommand) => {
          if (command.constructor.name === 'BatchGetItemCommand') throw new Error('out of reach');
          return right.client.send(command);
        }) as VerifiedRegion['client']['send'],
      },
    };
    const options = { lagMs: 1, mostSuspects: 100, windowBytes: 1, segments: 2, unitsPerSecond: 40 };
    await expect(verify({ regions: [left, failing], options })).rejects.toThrow('out of reach');
    const ending = AbortSignal.abort(new Error('enough'));
    await expect(verify({ signal: ending })).rejects.toThrow('enough');
  });

  it('refuses what it can not compare', async () => {
    const [left, right] = regions();
    await expect(verify({ table: { name: 'none', writes: 'stamped' } })).rejects.toMatchObject({
      code: 'UND_VERIFIER_TABLE_MISSING',
    });
    await prepareTable(left.client, { name: 'odd', key: { id: 'S' } });
    await prepareTable(right.client, { name: 'odd', key: { id: 'N' } });
    await expect(verify({ table: { name: 'odd', writes: 'stamped' } })).rejects.toMatchObject({
      code: 'UND_VERIFIER_KEY_SCHEMA_DIFFERS',
    });
    await expect(verify({ options: { segments: 0 } })).rejects.toMatchObject({
      code: 'UND_VERIFIER_OPTIONS_INVALID',
    });
  });
});

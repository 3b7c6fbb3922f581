import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { defaultLimits, EXIT_CODES, systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { runCommand } from '@understudy/command-line/testing';
import { ACCESS_KEY, withLocalRegion } from '@understudy/sandbox';
import { encodeVersion, putTombstone, type Item } from '@understudy/versions';
import { ensureReplicationTables } from '@understudy/service';
import {
  createRoute,
  DynamoFenceStore,
  DynamoRouteStore,
  ensureFenceTable,
  ensureRouteTable,
} from '@understudy/route-store';
import { applyRepair, prepareRepair, type RepairOptions } from '../apply-repair.ts';
import { copied, EAST, fill, native, prepareBoth, regionsOf, WEST } from '../test-support/prepare-both.ts';
import { serveAsWriter } from '../test-support/serve-as-writer.ts';
import type { Difference } from '../types.ts';
import { verify } from './verify.ts';

const STAMP = 'understudy:v';
const directory = mkdtempSync(join(tmpdir(), 'understudy-verify-'));
const file = join(directory, 'understudy.yaml');
const local = withLocalRegion({ beforeAll, afterAll });
let regions: ReturnType<typeof regionsOf>;

const order = (id: string, total: number): Item => ({ id: { S: id }, total: { N: String(total) } });
const sequence = '100000000000000000001';
const secret = { S: 'a secret' };

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
  regions = regionsOf(local());
  const control = local().client({ region: 'eu-west-1' });
  await ensureRouteTable(control);
  const store = new DynamoRouteStore({ service: 'shop', senders: [control], limits: defaultLimits });
  const both = [EAST, WEST] as const;
  const senders = { [EAST]: regions[0].client, [WEST]: regions[1].client };
  const fences = new DynamoFenceStore({ service: 'shop', senders, limits: defaultLimits });
  await Promise.all(regions.map(({ client }) => ensureFenceTable(client)));
  await createRoute({ store, fences, regions: both, writer: EAST, atMs: 1 });
  await Promise.all(regions.map(({ client }) => ensureReplicationTables(client)));
  await prepareBoth(regions, { name: 'orders', key: { id: 'S' } });
  await prepareBoth(regions, { name: 'legacy', key: { id: 'S' } });
  const { directEndpoint, endpoint } = local();
  const topology = {
    service: 'shop',
    regions: {
      data: [
        { name: EAST, endpoint },
        { name: WEST, endpoint: directEndpoint },
      ],
      witness: {
        endpoints: [{ name: 'eu-west-1', endpoint: directEndpoint.replace('127.0.0.1', '127.0.0.2') }],
      },
    },
    tables: [{ name: 'orders' }, { name: 'legacy', writes: 'foreign' }],
  };
  writeFileSync(file, JSON.stringify(topology));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Runs `understudy verify -f FILE …`. */
const run = (...args: readonly string[]) => runCommand(verify, ['-f', file, ...args]);

const itemOf = async (side: 0 | 1, id: string, table = 'orders') => {
  const { Item: item } = await regions[side].client.send(
    new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return item;
};

/** Everything that a repair can meet, each under a separate key. */
async function spoil(): Promise<void> {
  const [left, right] = regions;
  await fill(left, 'orders', [
    native(order('same', 1)),
    native({ ...order('stale', 2), card: secret }),
    native(order('missing', 3)),
    order('unstamped', 4),
    native(order('deleted', 5)),
  ]);
  await fill(right, 'orders', [
    copied(order('same', 1), sequence),
    copied({ ...order('stale', 1), card: secret }, sequence),
    order('unstamped', 5),
    copied(order('left over', 6), sequence),
  ]);
  const version = encodeVersion({ epoch: 2, region: WEST, sequence });
  const tombstone = { table: 'orders', key: { id: { S: 'deleted' } }, version, expiresAtSeconds: 2e9 };
  await right.client.send(new PutItemCommand(putTombstone(tombstone)));
  await fill(left, 'legacy', [order('ours', 1)]);
  await fill(right, 'legacy', [copied(order('ours', 2), sequence)]);
}

describe('understudy verify', () => {
  it('says that regions with the same items are identical', async () => {
    const { code, out } = await run('--lag-ms', '20');
    expect(out).toContain('IDENTICAL: 0 keys in 2 tables.');
    expect(code).toBe(EXIT_CODES.done);
  });

  it('names keys and attributes that differ, and shows no value unless it is asked to', async () => {
    await spoil();
    const json = join(directory, 'report.json');
    const { code, out } = await run('--lag-ms', '20', '--json', json);
    expect(code).toBe(EXIT_CODES.unverified);
    expect(out).toContain('id="stale" differs in total');
    expect(out).toContain(`id="missing" only in ${EAST}`);
    expect(out).toContain('DIFFERENT: 6 of 7 keys differ');
    const report = JSON.parse(readFileSync(json, 'utf8')) as { tables: { differences: unknown[] }[] };
    expect(report).toMatchObject({ identical: false, tables: [{ table: 'orders', different: 5 }, {}] });
    expect(out + readFileSync(json, 'utf8')).not.toContain('secret');
    const shown = await run('--lag-ms', '20', '--json', '-', '--values', '--table', 'orders');
    expect(shown.out).toContain('a secret');
    expect(JSON.parse(shown.out)).toMatchObject({ service: 'shop', tables: [{ table: 'orders' }] });
  });

  it('plans a repair and writes nothing, then repairs what stamps decide and says what they do not', async () => {
    const dry = await run('--lag-ms', '20', '--repair');
    expect(dry.code).toBe(EXIT_CODES.unverified);
    expect(dry.out).toContain('nothing was written');
    expect(dry.out).toContain(`id="missing" put in ${WEST}`);
    expect(dry.out).toContain(`id="left over" remove from ${WEST}`);
    expect(dry.out).toContain('id="unstamped" undecided: neither copy bears a stamp');
    expect(await itemOf(1, 'missing')).toBeUndefined();

    const applied = await run('--lag-ms', '20', '--repair', '--apply', '--json', '-');
    expect(applied.code).toBe(EXIT_CODES.unverified);
    expect(JSON.parse(applied.out)).toMatchObject({
      tables: [
        { repairs: { planned: 4, repaired: 4, overtaken: 0, undecided: 1 } },
        { repairs: { planned: 0, repaired: 0, undecided: 1 } },
      ],
    });
    expect(await itemOf(1, 'stale')).toEqual(copied({ ...order('stale', 2), card: secret }, sequence));
    expect(await itemOf(1, 'missing')).toMatchObject(order('missing', 3));
    expect(await itemOf(1, 'left over')).toBeUndefined();
    expect(await itemOf(0, 'deleted')).toBeUndefined();
    expect(await itemOf(1, 'ours', 'legacy')).toMatchObject(order('ours', 2));

    for (const { client } of regions) {
      await client.send(new DeleteItemCommand({ TableName: 'orders', Key: { id: { S: 'unstamped' } } }));
    }
    expect((await run('--lag-ms', '20', '--table', 'orders')).code).toBe(EXIT_CODES.done);
  });
});

describe('understudy verify with wrong input', () => {
  it.each([
    [['orders'], 2, 'UND_COMMAND_LINE_ARGUMENT_UNEXPECTED'],
    [['-f', 'none.yaml'], 2, 'none.yaml'],
    [['--table', 'nonsense'], 7, 'it has orders, legacy'],
    [['--looks', '1'], 2, '--looks is "1"'],
    [['--apply'], 2, '--apply needs --repair'],
    [['--seed', '1'], 2, '--seed needs --watch'],
    [['--watch', '--repair'], 2, '--watch and --repair exclude each other'],
    [['--nonsense'], 2, 'has no option --nonsense'],
    [['--json', '/nowhere/report.json', '--lag-ms', '20'], 2, "/nowhere/report.json can't be written"],
  ])('refuses %j', async (args, code, text) => {
    const ran = await run(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(text);
  });

  it('never compares a region with itself, where the other endpoint leads to the writer (fault D2)', async () => {
    const gateway = await serveAsWriter(local().endpoint);
    const text = readFileSync(file, 'utf8').replace(`"${local().directEndpoint}"`, `"${gateway.endpoint}"`);
    const misled = join(directory, 'misled.yaml');
    writeFileSync(misled, text);
    const outcome = await runCommand(verify, ['-f', misled]);
    gateway.close();
    expect(outcome).toMatchObject({ code: EXIT_CODES.usage, out: '' });
    expect(outcome.err).toContain(
      `UND_SERVICE_REGIONS_SWAPPED: ${gateway.endpoint} answers for ${EAST}, not for ${WEST}.`,
    );
  });

  it('compares nothing where a region proves by no fence which one it is (fault D2)', async () => {
    const key = { service: { S: 'shop' } };
    const fence = await regions[1].client.send(
      new DeleteItemCommand({ TableName: 'understudy-fence', Key: key, ReturnValues: 'ALL_OLD' }),
    );
    const outcome = await run();
    const { region: _region, ...unnamed } = fence.Attributes ?? {};
    await regions[1].client.send(new PutItemCommand({ TableName: 'understudy-fence', Item: unnamed }));
    const older = await run();
    await regions[1].client.send(
      new PutItemCommand({ TableName: 'understudy-fence', Item: fence.Attributes ?? {} }),
    );
    expect(outcome).toMatchObject({ code: EXIT_CODES.refused, out: '' });
    expect(outcome.err).toContain('UND_SERVICE_REGION_UNPROVEN');
    expect(older.err).toContain('does not name its region');
  });

  it('reports a region that does not answer, with what to do', async () => {
    const dead = join(directory, 'dead.yaml');
    writeFileSync(dead, readFileSync(file, 'utf8').replaceAll(local().endpoint, 'http://127.0.0.1:9'));
    const { code, err } = await run('-f', dead, '--lag-ms', '20');
    expect(err).toMatch(/^UND_COMMAND_LINE_ENDPOINT_UNREACHABLE: .*ECONNREFUSED.*\n {2}What to do: /);
    expect(code).toBe(EXIT_CODES.refused);
  });
});

describe('understudy verify --watch', () => {
  it('compares part after part until it is ended, and serves what it finds', async () => {
    await fill(regions[0], 'orders', [native(order('only here', 1))]);
    const ending = new AbortController();
    let out = '';
    const args = ['--watch', '--fraction', '0.5', '--every-ms', '5', '--seed', '7', '--port', '0'];
    const ended = runCommand(verify, ['-f', file, ...args, '--lag-ms', '5', '--table', 'orders'], {
      signal: ending.signal,
      onOut: (text) => (out += text),
    });
    const metrics = await waitFor(
      async () => {
        const address = /http:[^"]+/.exec(out)?.[0];
        const text = address === undefined ? '' : await (await fetch(`${address}/metrics`)).text();
        return /different_items_total\{table="orders"\} [1-9]/.test(text) && text;
      },
      { clock: systemClock(), everyMs: 20, limitMs: PATIENCE_MS },
    );
    ending.abort();
    expect((await ended).code).toBe(EXIT_CODES.done);
    expect(metrics).toMatchObject({
      met: true,
      value: expect.stringMatching(/sampled_timestamp_seconds\{table="orders"\} 1\d{9}/),
    });
    expect(out).toContain('"seed":7');
    expect(out).toContain('sample.differed');
  });
});

describe('a repair', () => {
  const options = (): RepairOptions => ({
    regions,
    table: { name: 'orders', writes: 'stamped' },
    partitionKey: 'id',
    stampAttribute: STAMP,
    writer: 0,
  });
  const planFor = async (id: string, left: Item | undefined, right: Item | undefined) => {
    if (left !== undefined) await fill(regions[0], 'orders', [left]);
    if (right !== undefined) await fill(regions[1], 'orders', [right]);
    const difference: Difference = {
      table: 'orders',
      key: { id: { S: id } },
      copies: [left, right],
      attributes: [],
    };
    return prepareRepair(difference, options());
  };

  it('never goes over a write that came after its plan', async () => {
    const planned = await planFor('live', native(order('live', 2)), copied(order('live', 1), sequence));
    const newer = copied(order('live', 3), '100000000000000000009');
    await fill(regions[1], 'orders', [newer]);
    expect(await applyRepair(planned, options())).toBe('overtaken');
    expect(await itemOf(1, 'live')).toEqual(newer);

    const absent = await planFor('born', native(order('born', 1)), undefined);
    const born = copied(order('born', 9), '100000000000000000009');
    await fill(regions[1], 'orders', [born]);
    expect(await applyRepair(absent, options())).toBe('overtaken');
    expect(await itemOf(1, 'born')).toEqual(born);

    const gone = await planFor('kept', undefined, copied(order('kept', 1), sequence));
    expect(gone.plan.does).toBe('remove');
    const kept = copied(order('kept', 2), '100000000000000000009');
    await fill(regions[1], 'orders', [kept]);
    expect(await applyRepair(gone, options())).toBe('overtaken');
    expect(await itemOf(1, 'kept')).toEqual(kept);
  });

  it('minds a tombstone that came after its plan, and takes back the copy of an item that was deleted meanwhile', async () => {
    const planned = await planFor('dead', native(order('dead', 1)), undefined);
    const version = encodeVersion({ epoch: 2, region: WEST, sequence: '0' });
    const tombstone = { table: 'orders', key: { id: { S: 'dead' } }, version, expiresAtSeconds: 2e9 };
    await regions[1].client.send(new PutItemCommand(putTombstone(tombstone)));
    expect(await applyRepair(planned, options())).toBe('overtaken');
    expect(await itemOf(1, 'dead')).toBeUndefined();

    const deleted = await planFor('deleted', native(order('deleted', 1)), undefined);
    await regions[0].client.send(
      new DeleteItemCommand({ TableName: 'orders', Key: { id: { S: 'deleted' } } }),
    );
    expect(await applyRepair(deleted, options())).toBe('overtaken');
    expect(await itemOf(1, 'deleted')).toBeUndefined();
  });
});

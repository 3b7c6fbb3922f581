import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ListTablesCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { prepareTable } from '../dynamodb/prepare-table.ts';
import { openLocalCloud, openRegion } from '../start-local-cloud.ts';
import { awaitTrue, isAlive } from '../test-support/await-true.ts';
import type { LocalRegion } from '../types.ts';
import { keepServers, type Keeper } from './keep-servers.ts';

const ORDERS = { name: 'orders', key: { id: 'S' } } as const;

let keeper: Keeper;
beforeAll(async () => {
  keeper = await keepServers();
}, 60_000);
afterAll(() => keeper.close());

const open = (name = 'us-east-1') => openRegion(name, {}, keeper.path);
const tables = async (region: LocalRegion) =>
  (await region.client().send(new ListTablesCommand({}))).TableNames;

async function fill(region: LocalRegion): Promise<void> {
  await prepareTable(region.client(), ORDERS);
  await region.client().send(new PutItemCommand({ TableName: ORDERS.name, Item: { id: { S: '1' } } }));
}

describe('a kept server', () => {
  it('serves one borrower after the other, each without the tables of those before, as any region', async () => {
    const first = await open();
    const { pid } = first;
    await fill(first);
    await first.stop();
    const second = await open('eu-central-1');
    await fill(second);
    await second.stop();
    const third = await open();
    try {
      expect([second.pid, third.pid]).toEqual([pid, pid]);
      expect(await tables(third)).toEqual([]);
    } finally {
      await third.stop();
    }
  }, 60_000);

  it('is of one borrower alone', async () => {
    const cloud = await openLocalCloud({ regions: ['us-east-1', 'eu-central-1'] }, keeper.path);
    try {
      const [east, west] = [cloud.region('us-east-1'), cloud.region('eu-central-1')];
      await fill(east);
      expect(east.pid).not.toBe(west.pid);
      expect(await tables(west)).toEqual([]);
    } finally {
      await cloud.stop();
    }
  }, 60_000);
});

describe('a kept server that does not come back as it was', () => {
  it('can be killed and started again with its items, and is not lent again', async () => {
    const region = await open();
    const { pid } = region;
    await fill(region);
    await region.kill();
    expect(region.state).toBe('killed');
    await region.restart();
    const { Items } = await region.client().send(new ScanCommand({ TableName: ORDERS.name }));
    expect(Items).toEqual([{ id: { S: '1' } }]);
    expect(region.pid).not.toBe(pid);
    const own = region.pid;
    await region.stop();
    expect(isAlive(own)).toBe(false);
    const next = await open();
    try {
      expect([pid, own]).not.toContain(next.pid);
      expect(await tables(next)).toEqual([]);
    } finally {
      await next.stop();
    }
  }, 60_000);

  it('is known to be killed when it dies by itself', async () => {
    const region = await open();
    process.kill(region.pid, 'SIGKILL');
    await awaitTrue(() => region.state === 'killed');
    await region.stop();
  }, 60_000);

  it('is not lent again where it was asked with keys of its borrower', async () => {
    const region = await open();
    const { pid } = region;
    const credentials = { accessKeyId: 'mine', secretAccessKey: 'mine' };
    await region.client({ credentials }).send(new ListTablesCommand({}));
    await region.stop();
    expect(isAlive(pid)).toBe(false);
  }, 60_000);

  it('is ended where its borrower leaves it paused', async () => {
    const region = await open();
    const { pid } = region;
    region.pause();
    await region.stop();
    await awaitTrue(() => !isAlive(pid));
  }, 60_000);
});

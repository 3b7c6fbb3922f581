import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import { steady } from '@understudy/route/testing';
import { prepareTable, withLocalCloud } from '@understudy/sandbox';
import {
  createRoute,
  DynamoFenceStore,
  DynamoRouteStore,
  ensureFenceTable,
  ensureRouteTable,
} from '@understudy/route-store';
import { MemoryFenceStore, MemoryRouteStore } from '@understudy/route-store/testing';
import { FailoverDynamoDBClient } from '../failover-dynamodb-client.ts';
import type { UnderstudyOptions } from '../options.ts';
import { ORDERS, QUICK, STANDBY, WRITER } from '../test-support/with-service.ts';

const WITNESS = 'eu-west-1';
const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [WRITER, STANDBY], witness: WITNESS });

const options = (more: Partial<UnderstudyOptions> = {}): UnderstudyOptions => ({
  service: 'shop',
  regions: Object.fromEntries(
    [WRITER, STANDBY].map((name) => [name, { endpoint: cloud().region(name).endpoint }]),
  ),
  tables: [ORDERS],
  route: { witness: { endpoints: [{ name: WITNESS, endpoint: cloud().witness.endpoint }] } },
  limits: QUICK,
  warmEveryMs: 0,
  ...more,
});
const open = (more: Partial<UnderstudyOptions> = {}) =>
  new FailoverDynamoDBClient({
    credentials: cloud().witness.clientConfig().credentials,
    understudy: options(more),
  });
const put = (client: FailoverDynamoDBClient) =>
  client.send(new PutItemCommand({ TableName: ORDERS, Item: { pk: { S: 'a' } } }));

beforeAll(async () => {
  const senders = Object.fromEntries([WRITER, STANDBY].map((name) => [name, cloud().region(name).client()]));
  await ensureRouteTable(cloud().witness.client());
  for (const client of Object.values(senders)) {
    await ensureFenceTable(client);
    await prepareTable(client, { name: ORDERS, key: { pk: 'S' }, stream: false });
  }
  const limits = { controlTimeoutMs: 5_000 };
  await createRoute({
    store: new DynamoRouteStore({ service: 'shop', limits, senders: [cloud().witness.client()] }),
    fences: new DynamoFenceStore({ service: 'shop', limits, senders }),
    regions: [WRITER, STANDBY],
    writer: WRITER,
    atMs: Date.now(),
  });
});

describe('the route', () => {
  it('is read from the witness region, which is signed for', async () => {
    const signed: string[] = [];
    const unwatch = cloud().witness.watch(({ operation, header }) => {
      const region = /\/([^/]+)\/dynamodb\//.exec(header('authorization') ?? '')?.[1] ?? '';
      signed.push(`${operation ?? ''} for ${region}`);
    });
    const client = open();
    const { $metadata } = await put(client);
    unwatch();
    expect($metadata).toMatchObject({ understudy: { region: WRITER, epoch: 1 } });
    expect(new Set(signed)).toEqual(new Set([`GetItem for ${WITNESS}`]));
    client.destroy();
  });

  it('is renewed by the fence of the writer region where the witness is lost, or not at all, as is wished', async () => {
    const [going, refusing] = [open(), open({ onControlLoss: 'refuse' })];
    await Promise.all([put(going), put(refusing)]);
    await cloud().witness.kill();
    try {
      await systemClock().sleep(QUICK.leaseMs + 200);
      await put(going);
      await expect(put(refusing)).rejects.toMatchObject({
        code: 'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
        mayHaveApplied: false,
        cause: { code: 'UND_ROUTE_STORE_UNREACHABLE' },
      });
      const read = new GetItemCommand({ TableName: ORDERS, Key: { pk: { S: 'a' } } });
      expect((await refusing.send(read)).Item).toEqual({ pk: { S: 'a' } });
    } finally {
      await cloud().witness.restart();
    }
    await put(refusing);
    going.destroy();
    refusing.destroy();
  });

  it('may come from stores of the caller’s', async () => {
    const store = new MemoryRouteStore();
    await store.create(steady(STANDBY, 4));
    const client = open({ route: { store, fences: new MemoryFenceStore() } });
    expect((await put(client)).$metadata).toMatchObject({ understudy: { region: STANDBY, epoch: 4 } });
    client.destroy();
    await expect(put(client)).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_CLOSED' });
  });

  it('may come from a lease that others hold, which goes on when the client is destroyed', async () => {
    const shared = open();
    await put(shared);
    const client = open({ route: shared.lease });
    await put(client);
    client.destroy();
    await put(shared);
    shared.destroy();
  });
});

describe('a process', () => {
  it('ends by itself, also where it forgot to destroy its client', async () => {
    const script = fileURLToPath(new URL('../test-support/forget-client.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', '-C', '@understudy/source', script], {
      env: { ...process.env, NODE_OPTIONS: '', UNDERSTUDY: JSON.stringify(options({ warmEveryMs: 50 })) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([said.trim(), code]).toEqual(['written', 0]);
  });
});

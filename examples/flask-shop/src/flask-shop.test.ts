import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { ACCESS_KEY, prepareTable, startLocalCloud, type LocalCloud } from '@understudy/sandbox';

const SHOP = fileURLToPath(new URL('..', import.meta.url));
const REGION = 'us-east-1';

let cloud: LocalCloud;
let url: string;

beforeAll(async () => {
  cloud = await startLocalCloud({ regions: [REGION] });
  const client = cloud.region(REGION).client();
  await prepareTable(client, { name: 'shop-products', key: { id: 'S' } });
  await prepareTable(client, { name: 'shop-orders', key: { id: 'S' } });
  const product = { id: { S: 'teapot' }, name: { S: 'Teapot' }, stock: { N: '5' } };
  await client.send(new PutItemCommand({ TableName: 'shop-products', Item: product }));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const gunicorn = await cloud.launch({
    command: 'gunicorn',
    args: ['-c', 'gunicorn.conf.py', 'shop.wsgi:app'],
    cwd: SHOP,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      SHOP_SERVER: 'web-1',
      AWS_ENDPOINT_URL_DYNAMODB: cloud.region(REGION).endpoint,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const listening = async () => {
    if (!gunicorn.alive()) throw new Error(`gunicorn ended:\n${gunicorn.lastLines().join('\n')}`);
    return await listens(port);
  };
  const waited = await waitFor(listening, { clock: systemClock(), everyMs: 50, limitMs: PATIENCE_MS });
  expect(waited.met).toBe(true);
});

afterAll(() => cloud.stop());

const place = (order: string, body: unknown) =>
  fetch(`${url}/api/orders/${order}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const stock = async () => {
  const answer = await cloud
    .region(REGION)
    .client()
    .send(new GetItemCommand({ TableName: 'shop-products', Key: { id: { S: 'teapot' } } }));
  return answer.Item?.['stock']?.N;
};

/** The shop without Understudy, directly on one region. */
describe('the Flask shop', () => {
  it('shows its products, and which server answered', async () => {
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get('x-server')).toBe('web-1');
    expect(await page.text()).toMatch(/<td>Teapot<\/td>\s*<td>5<\/td>/);
  });

  it('places an order once, however often it is sent', async () => {
    const wanted = { product: 'teapot', pieces: 2 };
    const first = await place('o-1', wanted);
    expect(first.status).toBe(201);
    expect(await first.json()).toEqual({ id: 'o-1', ...wanted });
    const again = await place('o-1', wanted);
    expect(again.status).toBe(200);
    expect(await stock()).toBe('3');
    expect((await place('o-1', { product: 'teapot', pieces: 1 })).status).toBe(409);
    expect(await (await fetch(`${url}/api/orders/o-1`)).json()).toEqual({ id: 'o-1', ...wanted });
    expect((await fetch(`${url}/api/orders/o-2`)).status).toBe(404);
  });

  it('does not sell more than it has', async () => {
    const refused = await place('o-3', { product: 'teapot', pieces: 4 });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({ error: 'Not enough pieces in stock.' });
    expect((await place('o-4', { product: 'no such thing', pieces: 1 })).status).toBe(409);
    expect(await stock()).toBe('3');
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no product', { pieces: 1 }],
    ['no pieces', { product: 'teapot' }],
    ['half a piece', { product: 'teapot', pieces: 0.5 }],
    ['a yes', { product: 'teapot', pieces: true }],
    ['too many', { product: 'teapot', pieces: 101 }],
  ])('refuses an order that has %s, with the reason', async (_what, body) => {
    const refused = await place('o-5', body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ error: expect.stringMatching(/\.$/) });
  });

  it('is healthy while it can read, and only then', async () => {
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    cloud.region(REGION).faults.add({ kind: 'refuse', existing: 'reset' });
    const sick = await fetch(`${url}/api/health`);
    expect(sick.status).toBe(503);
    expect(await sick.json()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('cannot be read'),
    });
    const dead = await fetch(`${url}/healthz`);
    expect(dead.status).toBe(503);
    expect(await dead.json()).toMatchObject({ problem: expect.stringContaining('gateway') });
    await cloud.region(REGION).faults.liftAll();
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

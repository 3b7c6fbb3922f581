import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import { prepareTable, withLocalRegion } from '@understudy/sandbox';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './build-app.ts';
import { Store } from './store.ts';

/** Straight on a region; with Understudy beneath it, it runs in the drill. */
describe('the order desk', () => {
  const region = withLocalRegion({ beforeAll, afterAll });
  let app: FastifyInstance;

  beforeAll(async () => {
    const client = region().client({ maxAttempts: 1 });
    await prepareTable(client, { name: 'shop-products', key: { id: 'S' } });
    await prepareTable(client, { name: 'shop-orders', key: { id: 'S' } });
    const Item = { id: { S: 'teapot' }, name: { S: 'Teapot' }, stock: { N: '5' } };
    await client.send(new PutItemCommand({ TableName: 'shop-products', Item }));
    const tables = { products: 'shop-products', orders: 'shop-orders' };
    app = buildApp(new Store({ documents: DynamoDBDocumentClient.from(client), tables }), 'api-1');
  });

  afterAll(() => app.close());

  const place = (id: string, payload: object) =>
    app.inject({ method: 'PUT', url: `/api/orders/${id}`, payload });
  const stock = async () => {
    const command = new GetItemCommand({ TableName: 'shop-products', Key: { id: { S: 'teapot' } } });
    return (await region().client().send(command)).Item?.['stock']?.N;
  };

  it('places an order once, however often it is asked to', async () => {
    const wanted = { product: 'teapot', pieces: 2 };
    const first = await place('o-1', wanted);
    expect([first.statusCode, first.json(), first.headers['x-server']]).toEqual([
      201,
      { id: 'o-1', ...wanted },
      'api-1',
    ]);
    expect((await place('o-1', wanted)).statusCode).toBe(200);
    expect(await stock()).toBe('3');
    expect((await place('o-1', { product: 'teapot', pieces: 1 })).statusCode).toBe(409);
    expect((await app.inject('/api/orders/o-1')).json()).toEqual({ id: 'o-1', ...wanted });
    expect((await app.inject('/api/orders/o-2')).statusCode).toBe(404);
  });

  it('sells no more than it has, and shows what is left', async () => {
    expect((await place('o-3', { product: 'teapot', pieces: 4 })).json()).toEqual({
      error: 'Not enough pieces in stock.',
    });
    const { products } = (await app.inject('/api/products')).json<{ products: unknown }>();
    expect(products).toEqual([{ id: 'teapot', name: 'Teapot', stock: 3 }]);
  });

  it.each([{}, { product: 'teapot' }, { product: '', pieces: 1 }, { product: 'teapot', pieces: '1' }])(
    'refuses %j',
    async (payload) => {
      expect((await place('o-5', payload)).statusCode).toBe(400);
    },
  );

  it('is healthy while it can read, and only then', async () => {
    expect((await app.inject('/api/health')).statusCode).toBe(200);
    region().faults.add({ kind: 'refuse', existing: 'reset' });
    const sick = await app.inject('/api/health');
    expect([sick.statusCode, sick.json()]).toEqual([
      503,
      { ok: false, problem: expect.stringContaining('The tables cannot be read') },
    ]);
    await region().faults.liftAll();
    expect((await app.inject('/api/health')).statusCode).toBe(200);
  });
});

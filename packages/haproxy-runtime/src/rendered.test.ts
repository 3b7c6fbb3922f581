import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { findFreePort } from '@understudy/sandbox';
import { openBalancer, untilOpen, type App, type TestBalancer } from './test-support/open-balancer.ts';

/** What a rendered configuration says, a running HAProxy does. */
let balancer: TestBalancer;
let shop: App;
let more: App;
let api: App;
let limited: number;
let metrics: number;

beforeAll(async () => {
  balancer = await openBalancer();
  [shop, more, api] = await Promise.all([
    balancer.startApp('shop-1'),
    balancer.startApp('shop-2'),
    balancer.startApp('api-1'),
  ]);
  [limited, metrics] = [await findFreePort(), await findFreePort()];
  await balancer.start(textOf([shop]));
  await untilOpen({ host: '127.0.0.1', port: limited });
  await waitFor(
    async () => (await balancer.runtime.observe()).servers.every(({ check }) => check === 'L7OK'),
    {
      clock: systemClock(),
      everyMs: 50,
      limitMs: PATIENCE_MS,
    },
  );
});
afterAll(() => balancer.close());

function textOf(servers: readonly App[]): string {
  return balancer.render(servers, (traffic) => ({
    ...traffic,
    admin: { port: metrics },
    frontends: [
      ...traffic.frontends.map((frontend) => ({
        ...frontend,
        routes: [
          { backend: 'api', pathPrefixes: ['/api'], hosts: ['127.0.0.1'] },
          { backend: 'api', headers: [{ name: 'X-To', value: 'api' }], paths: ['/'] },
        ],
      })),
      {
        name: 'limited',
        binds: [{ address: '127.0.0.1', port: limited }],
        rateLimit: { requests: 3, perMs: 60_000 },
        defaultBackend: 'api',
      },
    ],
    backends: [
      ...traffic.backends.map((backend) => ({ ...backend, stickyCookie: 'node' })),
      {
        name: 'api',
        check: { path: '/healthz', intervalMs: 200 },
        servers: [{ name: 'api-1', address: '127.0.0.1', port: api.port }],
      },
    ],
  }));
}

const ask = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(`http://127.0.0.1:${balancer.port}${path}`, { headers });
  return { by: await answer.text(), cookie: answer.headers.get('set-cookie') };
};

describe('a running HAProxy with a rendered configuration', () => {
  it('takes the first route that fits, whole path segments, and the default backend', async () => {
    expect((await ask('/api')).by).toBe('api-1');
    expect((await ask('/api/orders')).by).toBe('api-1');
    expect((await ask('/apis')).by).toBe('shop-1');
    expect((await ask('/')).by).toBe('shop-1');
    expect((await ask('/', { 'X-To': 'api' })).by).toBe('api-1');
    expect((await ask('/x', { 'X-To': 'api' })).by).toBe('shop-1');
  });

  it('keeps a client at its server by cookie, also at one that was added at run time', async () => {
    expect((await balancer.runtime.apply(textOf([shop, more]))).reloaded).toBeUndefined();
    const seen = new Map<string, string>();
    for (let tries = 0; tries < 20 && seen.size < 2; tries += 1) {
      const { by, cookie } = await ask('/');
      seen.set(by, cookie?.split(';')[0] ?? '');
    }
    expect([...seen.keys()].sort()).toEqual(['shop-1', 'shop-2']);
    for (const [by, cookie] of seen) {
      expect(cookie).toMatch(/^node=/);
      for (let again = 0; again < 4; again += 1) expect((await ask('/', { cookie })).by).toBe(by);
    }
  });

  it('answers 429 to an address that asks too often, and shows its figures', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await fetch(`http://127.0.0.1:${limited}/`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const page = await fetch(`http://127.0.0.1:${metrics}/metrics`);
    expect(await page.text()).toContain('haproxy_server_status{proxy="api",server="api-1"');
    expect((await fetch(`http://127.0.0.1:${metrics}/stats`)).status).toBe(200);
  });
});

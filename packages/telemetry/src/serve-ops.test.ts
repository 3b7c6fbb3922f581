import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { OpsServer } from './serve-ops.ts';
import { serveOps, type OpsOptions } from './serve-ops.ts';

const open: OpsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<OpsOptions> = {}): Promise<OpsServer> {
  const server = await serveOps({ port: 0, metrics: () => 'a 1\n', ...options });
  open.push(server);
  return server;
}

const get = async (server: OpsServer, path: string, method = 'GET') => {
  const response = await fetch(`${server.address}${path}`, { method });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('the ops server', () => {
  it('answers status, health, readiness and metrics', async () => {
    const problems = [{ table: 'orders', problem: 'No stream.' }];
    let isWell = true;
    const server = await serve({
      status: () => ({ links: [] }),
      health: () => (isWell ? [] : problems),
      ready: () => ({ ready: isWell, epoch: 7 }),
      metrics: () => Promise.resolve('b 2\n'),
    });
    expect(await get(server, '/status?x=1')).toMatchObject({ status: 200, text: '{\n  "links": []\n}\n' });
    expect(await get(server, '/healthz')).toMatchObject({ status: 200, text: '{"problems":[]}\n' });
    expect(await get(server, '/readyz')).toMatchObject({ status: 200, text: '{"ready":true,"epoch":7}\n' });
    isWell = false;
    expect(await get(server, '/healthz')).toMatchObject({
      status: 503,
      text: `${JSON.stringify({ problems })}\n`,
    });
    expect(await get(server, '/readyz')).toMatchObject({ status: 503, text: '{"ready":false,"epoch":7}\n' });
    const metrics = await get(server, '/metrics');
    expect(metrics).toMatchObject({ status: 200, text: 'b 2\n' });
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(metrics.headers.get('cache-control')).toBe('no-store');
  });

  it('answers where a daemon gives metrics alone', async () => {
    const server = await serve();
    expect(await get(server, '/status')).toMatchObject({ status: 200, text: '{}\n' });
    expect(await get(server, '/healthz')).toMatchObject({ status: 200 });
    expect(await get(server, '/readyz')).toMatchObject({ status: 200, text: '{"ready":true}\n' });
  });
});

describe('a request that is not answered as asked', () => {
  it('gets headers alone for HEAD, and words for other methods and paths', async () => {
    const server = await serve();
    const head = await get(server, '/metrics', 'HEAD');
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '4']);
    const post = await get(server, '/metrics', 'POST');
    expect([post.status, post.text, post.headers.get('allow')]).toEqual([
      405,
      'POST is not allowed; use GET or HEAD.\n',
      'GET, HEAD',
    ]);
    expect(await get(server, '/')).toMatchObject({
      status: 404,
      text: 'Not found. Available: /status, /healthz, /readyz, /metrics.\n',
    });
  });

  it('answers 500 where a source throws, and reports the error', async () => {
    const failures: unknown[] = [];
    const broken = new Error('no');
    const server = await serve({
      metrics: () => {
        throw broken;
      },
      onFailure: (error, path) => failures.push([error, path]),
    });
    expect(await get(server, '/metrics')).toMatchObject({ status: 500 });
    expect(failures).toEqual([[broken, '/metrics']]);
  });
});

describe('connections', () => {
  it('end at the close of the server: idle ones, and one that waits for its answer', async () => {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const server = await serve({
      metrics: () => {
        asked();
        return new Promise<never>(() => {});
      },
    });
    const open = () => connect(Number(new URL(server.address).port), '127.0.0.1');
    const [idle, waiting] = [open(), open()];
    idle.write('GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n');
    waiting.write('GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n');
    await Promise.all([once(idle, 'data'), isAsked]);
    const ended = Promise.all([once(idle, 'close'), once(waiting, 'close')]);
    await server.close();
    await ended;
    await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  });

  it('serves IPv6 addresses', async () => {
    const server = await serve({ host: '::1' });
    expect(server.address).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await get(server, '/healthz')).toMatchObject({ status: 200 });
  });
});

describe('an address that can not be listened on', () => {
  it('in use', async () => {
    const { port } = new URL((await serve()).address);
    await expect(serve({ port: Number(port) })).rejects.toMatchObject({
      code: 'UND_TELEMETRY_ADDRESS_IN_USE',
      exit: 'usage',
      message: expect.stringContaining(`127.0.0.1:${port} is in use.`),
    });
  });

  it('not of this machine, or no name at all', async () => {
    for (const host of ['192.0.2.1', 'no-such-host.invalid'])
      await expect(serve({ host })).rejects.toMatchObject({ code: 'UND_TELEMETRY_LISTEN_FAILED' });
    await expect(serve({ port: 70_000 })).rejects.toMatchObject({ code: 'UND_TELEMETRY_LISTEN_FAILED' });
  });
});

describe('an inlet', () => {
  const post = async (
    server: OpsServer,
    body: string,
    headers: Record<string, string> = {},
    method = 'POST',
  ) => {
    const type = { 'content-type': 'application/json', ...headers };
    const answer = await fetch(`${server.address}/alerts?x`, { method, headers: type, body });
    return { status: answer.status, text: await answer.text() };
  };

  it('takes JSON by POST, and says what it refuses', async () => {
    const taken: unknown[] = [];
    const take = (body: unknown) => (taken.push(body), body === 7 ? 'Not seven.' : undefined);
    const server = await serve({ inlet: { path: '/alerts', take } });
    expect(await post(server, '{"a":[1]}')).toEqual({ status: 204, text: '' });
    expect(await post(server, '7')).toEqual({ status: 400, text: 'Not seven.\n' });
    expect(taken).toEqual([{ a: [1] }, 7]);
    expect(await post(server, '{')).toEqual({ status: 400, text: 'The body is not JSON.\n' });
    expect(await post(server, '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await post(server, '{}', {}, 'PUT')).toMatchObject({ status: 405 });
    expect(taken).toHaveLength(2);
    expect((await fetch(`${server.address}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  it('takes nothing without its token', async () => {
    const taken: unknown[] = [];
    const take = (body: unknown) => void taken.push(body);
    const server = await serve({ inlet: { path: '/alerts', token: 'the-token', take } });
    expect(await post(server, '1')).toMatchObject({ status: 401 });
    expect(await post(server, '1', { authorization: 'Bearer another' })).toMatchObject({ status: 401 });
    expect(taken).toEqual([]);
    expect(await post(server, '1', { authorization: 'Bearer the-token' })).toMatchObject({ status: 204 });
    expect(taken).toEqual([1]);
  });

  it('refuses a body of more than a megabyte, whether its length is declared or not', async () => {
    const server = await serve({ inlet: { path: '/alerts', take: () => undefined } });
    const body = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    expect(await post(server, body(1_000_000))).toMatchObject({ status: 204 });
    expect(await post(server, body(1_000_001))).toMatchObject({ status: 413 });
    const { port } = new URL(server.address);
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (part) => (answer += part.toString())).on('error', () => undefined);
    socket.write(
      'POST /alerts HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    for (let chunk = 0; chunk < 20; chunk += 1) socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { readProgramSight } from './read-program-sight.ts';

const clock = new ManualClock();
const { signal } = new AbortController();

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
  server = undefined;
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/readyz`;
}
const answering = (status: number, body: string) =>
  serve((_, response) => {
    response.writeHead(status).end(body);
  });
const read = (url: string, until = signal) => readProgramSight({ name: 'gateway-1', url, clock }, until);

describe('readProgramSight', () => {
  it('gives what a program says of itself', async () => {
    const url = await answering(200, '{"ready":true,"problems":[],"epoch":3}');
    const atMs = clock.wallMs();
    expect(await read(url)).toEqual({
      name: 'gateway-1',
      url,
      atMs,
      kind: 'answers',
      ready: true,
      problems: [],
    });
  });

  it('gives every problem of one that is not ready, with its region where one is named', async () => {
    const gone = {
      problem: 'Gone.',
      code: 'UND_SERVICE_REGION_UNREACHABLE',
      remedy: 'Check.',
      region: 'us-east-1',
    };
    const link = { table: 'orders', source: 'a', target: 'b', problem: 'Off.' };
    const url = await answering(503, JSON.stringify({ ready: false, problems: [gone, link, {}] }));
    expect(await read(url)).toMatchObject({
      kind: 'answers',
      ready: false,
      problems: [gone, { problem: 'Off.' }, { problem: 'It names no problem.' }],
    });
  });
});

describe('readProgramSight, of another answer or of no answer', () => {
  it('opens a connection for each look, and leaves none', async () => {
    let connections = 0;
    const url = await answering(200, '{"ready":true}');
    server?.on('connection', () => (connections += 1));
    await read(url);
    await read(url);
    expect(connections).toBe(2);
    const open = () => new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)));
    expect(await open()).toBe(0);
  });

  it.each([
    [404, 'Not found.', 'it answered 404'],
    [200, 'ready', 'its answer is no JSON'],
    [200, '{"requests":3}', 'its answer does not say whether it is ready'],
    [200, '{"ready":true,"problems":"none"}', 'its answer does not say whether it is ready'],
    [200, 'null', 'its answer does not say whether it is ready'],
    [200, `"${'x'.repeat(1_100_000)}"`, 'its answer is too long'],
  ])('finds a program silent that answers %p with another thing', async (status, body, why) => {
    expect(await read(await answering(status, body))).toMatchObject({ kind: 'silent', why });
  });

  it('finds a program silent that is gone, breaks off, or does not answer in time', async () => {
    expect(await read('http://127.0.0.1:1/readyz')).toMatchObject({
      kind: 'silent',
      why: expect.stringContaining('ECONNREFUSED') as unknown,
    });
    const torn = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      response.socket?.destroySoon();
    });
    expect(await read(torn)).toMatchObject({ kind: 'silent' });
    await new Promise((resolve) => server?.close(resolve));
    const silent = await serve(() => undefined);
    const stop = new AbortController();
    const reading = read(silent, stop.signal);
    stop.abort(new Error('no answer within 500 ms'));
    expect(await reading).toMatchObject({ kind: 'silent', why: 'no answer within 500 ms' });
  });

  it('finds a program silent whose address is none', async () => {
    expect(await read('not an address')).toMatchObject({ kind: 'silent' });
  });
});

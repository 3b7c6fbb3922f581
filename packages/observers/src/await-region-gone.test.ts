import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { answersHttp } from './answers-http.ts';
import { awaitRegionGone } from './await-region-gone.ts';

const servers: Server[] = [];
const clock = systemClock();
const listen = async (statusCode: number | 'never'): Promise<string> => {
  const server = createServer((_, answer) => {
    if (statusCode !== 'never') answer.writeHead(statusCode).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};
const close = async (server: Server) => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

describe('a region', () => {
  it('answers when anything answers, also a refusal, but not an error of the server', async () => {
    const open = new AbortController().signal;
    expect(await answersHttp(await listen(400), open)).toBe(true);
    expect(await answersHttp(await listen(503), open)).toBe(false);
    await expect(answersHttp('http://127.0.0.1:1', open)).rejects.toThrow('ECONNREFUSED');
    await expect(answersHttp(await listen('never'), AbortSignal.timeout(50))).rejects.toThrow();
  });

  it('is gone once it has missed several looks in a row', async () => {
    const endpoint = await listen(400);
    const signal = new AbortController().signal;
    let gone = false;
    const watching = awaitRegionGone({
      region: 'us-east-1',
      endpoint,
      clock,
      signal,
      everyMs: 10,
      limitMs: 200,
    }).finally(() => (gone = true));
    await clock.sleep(60);
    expect(gone).toBe(false);
    await Promise.all(servers.splice(0).map(close));
    const looks = await watching;
    expect(looks.map(({ target, kind }) => [target, kind])).toEqual(Array(3).fill(['us-east-1', 'failed']));
    expect(looks[2]).toMatchObject({ why: expect.stringContaining('ECONNREFUSED') as unknown });
    expect(looks[2]?.atMs).toBeGreaterThanOrEqual(looks[0]?.atMs ?? Infinity);
  });

  it('counts an error of the server, and an answer that is late, as missed', async () => {
    const signal = new AbortController().signal;
    const options = { region: 'us-east-1', clock, signal, everyMs: 5, limitMs: 100, looks: 2 };
    const refused = await awaitRegionGone({ ...options, endpoint: await listen(503) });
    expect(refused.map((look) => look.kind === 'failed' && look.why)).toEqual(
      Array(2).fill('it answers with an error of the server'),
    );
    const late = await awaitRegionGone({ ...options, endpoint: await listen('never'), limitMs: 20 });
    expect(late.every(({ tookMs }) => tookMs >= 15)).toBe(true);
  });

  it('is no longer looked at once the signal is aborted', async () => {
    const stop = new AbortController();
    const endpoint = await listen(400);
    const watching = awaitRegionGone({
      region: 'us-east-1',
      endpoint,
      clock,
      signal: stop.signal,
      everyMs: 10,
    });
    stop.abort(new Error('enough'));
    await expect(watching).rejects.toThrow('enough');
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { answers, untilGone } from './watch-region.ts';

describe('a watched region', () => {
  const servers: Server[] = [];
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

  it('answers when anything answers, also a refusal, but not an error of the server', async () => {
    expect(await answers(await listen(400), 1_000)).toBe(true);
    expect(await answers(await listen(503), 1_000)).toBe(false);
    expect(await answers(await listen('never'), 50)).toBe(false);
    expect(await answers('http://127.0.0.1:1', 1_000)).toBe(false);
  });

  it('is gone once it has missed several looks in a row', async () => {
    const endpoint = await listen(400);
    const signal = new AbortController().signal;
    let gone = false;
    const watching = untilGone({ endpoint, clock: systemClock(), signal, everyMs: 10, limitMs: 50 }).then(
      () => (gone = true),
    );
    await systemClock().sleep(60);
    expect(gone).toBe(false);
    await Promise.all(servers.splice(0).map(close));
    await watching;
    expect(gone).toBe(true);
  });

  it('stops looking when it is told to', async () => {
    const stop = new AbortController();
    const watching = untilGone({
      endpoint: await listen(400),
      clock: systemClock(),
      signal: stop.signal,
      everyMs: 10,
    });
    stop.abort(new Error('enough'));
    await expect(watching).rejects.toThrow('enough');
  });
});

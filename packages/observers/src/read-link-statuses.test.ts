import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readLinkStatuses } from './read-link-statuses.ts';

function listening(server: Server): Promise<AddressInfo> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server.address() as AddressInfo);
    });
  });
}

describe('readLinkStatuses', () => {
  let server: Server | undefined;

  afterEach(() => {
    server?.close();
  });

  const serve = async (statusCode: number, body: unknown): Promise<string> => {
    server = createServer((_, answer) => answer.writeHead(statusCode).end(JSON.stringify(body)));
    const { port } = await listening(server);
    return `http://127.0.0.1:${String(port)}/status`;
  };
  const { signal } = new AbortController();

  it('gives the links that a replicator lists', async () => {
    const links = [{ link: { table: 'orders', source: 'a', target: 'b' }, state: 'leading', lagMs: 3 }];
    expect(await readLinkStatuses(await serve(200, { version: '1', links }), signal)).toEqual(links);
  });

  it('refuses what is no replicator, and a replicator that does not serve', async () => {
    await expect(readLinkStatuses(await serve(200, { requests: 3 }), signal)).rejects.toThrow(
      'lists no links',
    );
    server?.close();
    await expect(readLinkStatuses(await serve(503, {}), signal)).rejects.toThrow('answered 503');
  });
});

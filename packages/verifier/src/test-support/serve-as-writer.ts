import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EAST, WEST } from './prepare-both.ts';

/** An endpoint that serves every request from the database of `EAST`, whichever region it was signed for, as a gateway does. */
export async function serveAsWriter(endpoint: string) {
  const server = createServer((incoming, response) => {
    const headers = {
      ...incoming.headers,
      authorization: incoming.headers.authorization?.replace(`/${WEST}/`, `/${EAST}/`),
    };
    const forwarded = request(endpoint, { method: incoming.method ?? 'POST', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(forwarded);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

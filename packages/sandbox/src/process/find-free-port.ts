import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port that was free on any address a moment ago; callers must expect that another process has taken it since. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { programArguments } from '../process/program-arguments.ts';
import type { Name } from '../proxy/name-address.ts';

/** Where a program finds the server of names. */
export const NAMES_VARIABLE = 'UNDERSTUDY_SANDBOX_NAMES';

/** Answers look-ups of a cloud's names, by processes that do so over it, with the faults that the names have. */
export interface NameServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** More of the environment of a program of the workspace, which then asks here. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const PRELOAD = fileURLToPath(new URL('./preload.ts', import.meta.url));

export async function serveNames(names: readonly Name[]): Promise<NameServer> {
  const server = createServer((request, response) => {
    const hostname = decodeURIComponent((request.url ?? '').slice(1));
    const found = names.find((name) => name.hostname === hostname)?.resolve() ?? { code: 'ENOTFOUND' };
    if ('code' in found && found.code === 'silence') return;
    const [status, body] = 'code' in found ? [404, found.code] : [200, found.address];
    response.writeHead(status, { 'content-length': body.length });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    address,
    environment: { [NAMES_VARIABLE]: address, NODE_OPTIONS: preloadOptions() },
    close: async () => {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}

/** As a program's main file is run: its build, or its source. */
function preloadOptions(): string {
  // Beside the build, when this module is the build.
  if (import.meta.url.endsWith('.js')) return `--import ${PRELOAD.replace(/\.ts$/, '.js')}`;
  const words = programArguments(PRELOAD);
  const main = words.at(-1) ?? PRELOAD;
  return [...words.slice(0, -1), '--import', main].join(' ');
}

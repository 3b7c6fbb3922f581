import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinkStatus, LossWindow } from '@understudy/links';

export interface StatusSource {
  readonly links: () => readonly LinkStatus[];
  /** In Prometheus's text format. */
  readonly metrics: () => Promise<string>;
}

export interface StatusServer {
  /** `http://host:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves what a worker does: `/status` (every link, JSON), `/healthz` (200 while no link is refused and none has lost records,
 * else 503 with the problems), `/metrics` (Prometheus). It only reads.
 * @throws the error of the listening socket, such as EADDRINUSE
 */
export async function serveStatus(
  source: StatusSource,
  at: { readonly host: string; readonly port: number },
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(response, 405, 'text/plain', 'Only GET is answered here.\n');
      return;
    }
    void respond(source, new URL(request.url ?? '/', 'http://status').pathname, response);
  });
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return { address: `http://${host}:${String(port)}`, close: () => close(server) };
}

async function respond(
  { links, metrics }: StatusSource,
  path: string,
  response: ServerResponse,
): Promise<void> {
  switch (path) {
    case '/status':
      answer(response, 200, 'application/json', `${JSON.stringify({ links: links() }, null, 2)}\n`);
      return;
    case '/healthz': {
      const problems = links().flatMap(problemsOf);
      answer(
        response,
        problems.length === 0 ? 200 : 503,
        'application/json',
        `${JSON.stringify({ problems })}\n`,
      );
      return;
    }
    case '/metrics':
      answer(response, 200, 'text/plain; version=0.0.4; charset=utf-8', await metrics());
      return;
    default:
      answer(response, 404, 'text/plain', 'There are /status, /healthz and /metrics.\n');
  }
}

/** What a person has to mend: a link that is refused, or one that lost records past its stream's horizon. */
function problemsOf({ state, link, problem, gap }: LinkStatus): readonly object[] {
  return [
    ...(state === 'refused' ? [{ ...link, problem }] : []),
    ...(gap === undefined ? [] : [{ ...link, problem: describeGap(gap) }]),
  ];
}

function describeGap({ fromMs, untilMs }: LossWindow): string {
  const from = fromMs === undefined ? '' : ` from ${new Date(fromMs).toISOString()}`;
  return `The stream dropped records${from} until ${new Date(untilMs).toISOString()} before they were read: re-seed the table with understudy-backfill --reseed.`;
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Role, Snapshot } from '@understudy/api-contract';
import { NOW_MS } from './idle-snapshot.ts';
import { STUB_ANSWERS } from './stub-answers.ts';
import { stubLocalCloud } from './stub-local-cloud.ts';
import { STUB_RECORDS } from './stub-records.ts';

/** What the API sends with every page, as packages/api does. */
const CSP =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface ReceivedOrder {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly csrf: string | undefined;
  readonly body: unknown;
}

type RoleName = ReturnType<typeof Role.parse>;

/** An API that answers from fixtures: what the pages are looked at with, and what they send is written down. */
export class StubApi {
  readonly orders: ReceivedOrder[] = [];
  /** Ids that clients asked to go on behind. */
  readonly resumed: (string | undefined)[] = [];
  snapshot: Snapshot;
  role: RoleName | 'none' = 'operator';
  /** Answers each order, where a test does not want the usual answer. */
  refuse: { readonly status: number; readonly error: Readonly<Record<string, unknown>> } | undefined;
  #streams = new Set<ServerResponse>();
  #sequence = 0;
  readonly #site: string;
  readonly #server: Server;
  #beat: NodeJS.Timeout | undefined;

  /** @param site the folder of the built console */
  constructor(site: string, snapshot: Snapshot) {
    this.#site = site;
    this.snapshot = snapshot;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** @returns the address of the console */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.beat();
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.silence();
    this.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Sends heartbeats, as the API does each second. */
  beat(everyMs = 250): void {
    this.#beat = setInterval(() => this.#heartbeat(), everyMs);
  }

  /** The streams stay open, and nothing comes. */
  silence(): void {
    clearInterval(this.#beat);
  }

  /** Closes every stream. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** Sends an event to every stream. */
  send(event: string, data: unknown): void {
    this.#sequence += 1;
    for (const stream of this.#streams) writeEvent(stream, event, data, `api-1.${this.#sequence}`);
  }

  #heartbeat(): void {
    const { atMs, ageMs, sequence } = this.snapshot;
    for (const stream of this.#streams) writeEvent(stream, 'heartbeat', { atMs, ageMs, sequence, ages: {} });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
    const isApi = pathname.startsWith('/api/v1/');
    if (pathname === '/api/v1/session') await this.#session(request, response);
    else if (isApi && this.role === 'none')
      sendError(response, 401, 'UND_API_TOKEN_MISSING', 'There is no session.', 'Log in with a token.');
    else if (pathname === '/api/v1/events') this.#stream(request, response);
    else if (isApi && request.method !== 'GET') await this.#order(request, response, pathname);
    else if (isApi) this.#read(response, pathname, searchParams);
    else await this.#file(response, pathname);
  }

  async #session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const { token } = JSON.parse(await textOf(request)) as { token: string };
      if (token !== 'und_right') {
        sendError(
          response,
          401,
          'UND_API_TOKEN_WRONG',
          'The token is not one of this API.',
          'Check the token, or make one.',
        );
        return;
      }
      this.role = 'operator';
    }
    if (request.method === 'DELETE') {
      this.role = 'none';
      response.writeHead(204).end();
      return;
    }
    if (this.role === 'none')
      sendError(response, 401, 'UND_API_TOKEN_MISSING', 'There is no session.', 'Log in.');
    else
      sendJson(response, 200, { name: 'ana', role: this.role, csrf: 'csrf-1', untilMs: NOW_MS + 3_600_000 });
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const lastId = request.headers['last-event-id'];
    this.resumed.push(typeof lastId === 'string' ? lastId : undefined);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    writeEvent(
      response,
      'reset',
      { snapshot: this.snapshot, audit: STUB_ANSWERS.audit().entries },
      `api-1.${this.#sequence}`,
    );
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  async #order(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const text = await textOf(request);
    const header = (name: string) => request.headers[name] as string | undefined;
    this.orders.push({
      method: request.method ?? '',
      path,
      key: header('idempotency-key'),
      csrf: header('x-understudy-csrf'),
      body: text === '' ? undefined : JSON.parse(text),
    });
    if (this.refuse !== undefined) sendJson(response, this.refuse.status, { error: this.refuse.error });
    else if (path.endsWith('/decision')) sendJson(response, 200, STUB_RECORDS.decision);
    else if (path.includes('/intents/')) sendJson(response, 201, { created: true, intent: stubIntent() });
    else sendJson(response, 200, path.endsWith('/faults') ? stubLocalCloud() : {});
  }

  #read(response: ServerResponse, path: string, query: URLSearchParams): void {
    const kind = query.get('kind') === 'failover' ? 'failover' : 'switchover';
    const answers: Readonly<Record<string, () => unknown>> = {
      '/api/v1/snapshot': () => this.snapshot,
      '/api/v1/metrics/history': STUB_ANSWERS.history,
      '/api/v1/limits': STUB_ANSWERS.limits,
      '/api/v1/preview': () => STUB_ANSWERS.preview(kind, this.snapshot),
      '/api/v1/audit': STUB_ANSWERS.audit,
      '/api/v1/local-cloud': stubLocalCloud,
      '/api/v1/drills': STUB_ANSWERS.drills,
      '/api/v1/moves': STUB_ANSWERS.moves,
      '/api/v1/ledger': () => STUB_RECORDS.ledger,
      '/api/v1/dead-letters': () => STUB_RECORDS.deadLetters,
    };
    const one: readonly (readonly [string, () => unknown])[] = [
      ['/api/v1/ledger/', () => STUB_RECORDS.ledgerEntry],
      ['/api/v1/dead-letters/', () => STUB_RECORDS.deadLetter],
      ['/api/v1/moves/', STUB_ANSWERS.move],
      ['/api/v1/audit/', () => ({ ...STUB_ANSWERS.audit().entries[0], data: { checks: 18, passed: 18 } })],
    ];
    const answer = answers[path] ?? one.find(([start]) => path.startsWith(start))?.[1];
    if (answer === undefined)
      sendError(response, 404, 'UND_API_NOT_FOUND', `There is nothing at ${path}.`, 'Check the address.');
    else sendJson(response, 200, answer());
  }

  async #file(response: ServerResponse, path: string): Promise<void> {
    const name = extname(path) === '' ? '/index.html' : path;
    const content = await readFile(join(this.#site, name)).catch(() => undefined);
    if (content === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, {
          'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
          'content-security-policy': CSP,
          'x-content-type-options': 'nosniff',
        })
        .end(content);
  }
}

function stubIntent() {
  return {
    id: 'move-of-revision-4182-1',
    action: { kind: 'switchover', to: 'eu-central-1' },
    by: 'ana',
    reason: 'a test',
    atMs: NOW_MS,
    untilMs: NOW_MS + 600_000,
    routeRevision: 4182,
    state: 'open',
    revision: 1,
  };
}

function writeEvent(stream: ServerResponse, event: string, data: unknown, id?: string): void {
  stream.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  what: string,
  remedy: string,
): void {
  sendJson(response, status, { error: { code, what, remedy } });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

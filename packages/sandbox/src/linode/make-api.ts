import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CallFault, LinodeFaults } from './linode-faults.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { ApiRefusal, notFound } from './api-refusal.ts';
import type { ListRequest } from './page-results.ts';
import type { SeenCall } from './types.ts';

interface ApiRequest extends ListRequest {
  /** What stands for the `:names` of the route's path. */
  readonly args: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Route {
  /** `GET /linode/instances/:id` */
  readonly call: string;
  /** The body of the answer. @throws ApiRefusal */
  readonly answer: (request: ApiRequest) => unknown;
}

export interface ApiOptions {
  readonly token: string;
  /** One that may only read domains. */
  readonly readOnlyToken: string;
  readonly routes: readonly Route[];
  readonly faults: LinodeFaults;
  readonly rates: RateLimiter;
  readonly onCall: (call: SeenCall) => void;
}

const MOST_BODY_BYTES = 1024 * 1024;

const HTML = (status: number) =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

/** The API over HTTP, under /v4 and /v4beta alike. */
export function makeApi(options: ApiOptions): Server {
  return createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (!response.headersSent) send(response, 500, { errors: [{ reason: String(error) }] }, {});
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiOptions,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, version = '', path = ''] = /^\/(v4beta|v4)(\/.*)$/.exec(pathname) ?? [];
  const text = await readBody(request);
  if (version === 'v4' || version === 'v4beta') options.onCall({ method, path, version });

  const fault = options.faults.strikeCall(method, path);
  if (fault !== undefined && (fault.when ?? 'before') === 'before') {
    actOut(fault, response);
    return;
  }
  const rate = options.rates.take(method, path);
  const outcome = await carryOut();
  if (fault !== undefined) actOut(fault, response);
  else
    send(response, outcome.status, outcome.body, {
      ...rate.headers,
      ...scopesOf(headers.authorization, options),
      'X-Spec-Version': '4.208.1',
    });

  async function carryOut(): Promise<{ status: number; body: unknown }> {
    try {
      if (path === '') throw notFound();
      const { 'X-OAuth-Scopes': scopes } = scopesOf(headers.authorization, options);
      if (scopes === undefined) throw new ApiRefusal(401, 'Invalid Token');
      if (scopes !== '*' && (method !== 'GET' || !path.startsWith('/domains')))
        throw new ApiRefusal(401, 'Your OAuth token is not authorized to use this endpoint.');
      if (!rate.passes) throw new ApiRefusal(429, 'Too many requests');
      const filter = headers['x-filter'];
      const body = await call(options.routes, method, path, {
        query: searchParams,
        filter: typeof filter === 'string' ? filter : '',
        body: parseBody(text),
      });
      return { status: 200, body };
    } catch (error) {
      if (error instanceof ApiRefusal) return { status: error.status, body: { errors: error.errors } };
      throw error;
    }
  }
}

/** The scopes of the token that a call carries; none where it is none of the account's. */
function scopesOf(
  authorization: string | undefined,
  { token, readOnlyToken }: ApiOptions,
): { readonly 'X-OAuth-Scopes'?: string } {
  if (authorization === `Bearer ${token}`) return { 'X-OAuth-Scopes': '*' };
  if (authorization === `Bearer ${readOnlyToken}`) return { 'X-OAuth-Scopes': 'domains:read_only' };
  return {};
}

function call(
  routes: readonly Route[],
  method: string,
  path: string,
  request: Omit<ApiRequest, 'args'>,
): unknown {
  let known = false;
  for (const { call: wanted, answer: give } of routes) {
    const [wantedMethod = '', wantedPath = ''] = wanted.split(' ');
    const args = argsOf(wantedPath, path);
    if (args === undefined) continue;
    known = true;
    if (wantedMethod === method) return give({ ...request, args });
  }
  throw known ? new ApiRefusal(405, 'Method Not Allowed') : notFound();
}

function argsOf(pattern: string, path: string): readonly string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const args: string[] = [];
  for (const [at, part] of wanted.entries()) {
    const piece = given[at] ?? '';
    if (part.startsWith(':')) args.push(piece);
    else if (part !== piece) return undefined;
  }
  return args;
}

function actOut(fault: CallFault, response: ServerResponse): void {
  if (fault.kind === 'silence') return;
  if (fault.kind === 'reset') {
    const { socket } = response;
    if (socket !== null && 'resetAndDestroy' in socket) socket.resetAndDestroy();
    return;
  }
  const { status, reason = 'Something went wrong', body = 'json', headers = {} } = fault;
  if (body === 'json') {
    send(response, status, { errors: [{ reason }] }, headers);
    return;
  }
  response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(HTML(status));
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Refused below.
  }
  throw new ApiRefusal(400, 'Invalid JSON');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes <= MOST_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

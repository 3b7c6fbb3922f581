import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerOps, answerText, sendOps, type OpsSources } from '@understudy/telemetry';
import { GatewayError } from './errors.ts';
import { handleRequest, type HandlingContext } from './handle-request.ts';
import { DEFAULT_HOST, DEFAULT_PORT, type GatewayOptions } from './options.ts';
import { namedError } from './shape-error.ts';
import { newRequestId, writeAnswer } from './write-answer.ts';

/** How often Node checks for slow clients, in ms. */
const LOOK_EVERY_MS = 1_000;

/**
 * Listens, and serves requests of DynamoDB and of operators.
 * @throws GatewayError `UND_GATEWAY_LISTEN_FAILED`, `UND_GATEWAY_TLS_INVALID`
 */
export async function serveHttp(
  { host = DEFAULT_HOST, port = DEFAULT_PORT, tls }: GatewayOptions,
  handling: HandlingContext,
  sources: OpsSources,
): Promise<{ readonly server: Server; readonly address: string }> {
  const { limits } = handling;
  const settings: ServerOptions = {
    keepAliveTimeout: limits.idleTimeoutMs,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    noDelay: true,
    keepAlive: true,
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    inTurn(request.socket, async () => {
      if (request.method === 'POST' && request.url === '/') await handleRequest(handling, request, response);
      else await tell(sources, request, response);
    });
  };
  const server = open(settings, tls, onRequest);
  server.on('clientError', refuseBytes);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.writeContinue();
    onRequest(request, response);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new GatewayError('UND_GATEWAY_LISTEN_FAILED', {
      what: `${host}:${port}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      cause,
    });
  }
  const { address, port: taken, family } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { server, address: `${tls === undefined ? 'http' : 'https'}://${name}:${taken}` };
}

function open(
  settings: ServerOptions,
  tls: GatewayOptions['tls'],
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  if (tls === undefined) return createServer(settings, onRequest);
  try {
    return createTlsServer({ ...settings, ...tls, minVersion: 'TLSv1.2' }, onRequest);
  } catch (cause) {
    throw new GatewayError('UND_GATEWAY_TLS_INVALID', {
      what: `Node rejects them: ${cause instanceof Error ? cause.message : String(cause)}.`,
      cause,
    });
  }
}

/** The request of a connection that is being served; the next one of a pipeline waits for it. */
const TURN = Symbol('turn');

interface Turns {
  [TURN]?: Promise<void> | undefined;
}

/** Pipelined requests are served in order (RFC 9112, 9.3.2). */
function inTurn(socket: Socket & Turns, serve: () => Promise<void>): void {
  const before = socket[TURN];
  const turn = before === undefined ? serve() : before.then(serve);
  socket[TURN] = turn;
  void turn.then(() => {
    if (socket[TURN] === turn) socket[TURN] = undefined;
  });
}

/** What is no request to DynamoDB: `/healthz`, `/readyz`, `/status`, `/metrics`, and what SDKs and balancers look at. */
async function tell(sources: OpsSources, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume();
  const { method = 'GET', url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    writeAnswer(response, namedError(404, 'UnknownOperationException', ''), true);
    return;
  }
  const answer =
    url.split('?')[0] === '/'
      ? answerText(200, 'healthy: understudy gateway')
      : await answerOps(sources, method, url);
  if (answer === undefined) writeAnswer(response, namedError(404, 'UnknownOperationException', ''));
  else sendOps(request, response, answer);
}

const STATUS_TEXT: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers invalid HTTP, too large headers and slow clients once, and closes the connection. */
function refuseBytes(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const name = status === 408 ? 'RequestTimeoutException' : 'SerializationException';
  const { body } = namedError(status, name, '');
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ''}\r\nconnection: close\r\n` +
      `content-type: application/x-amz-json-1.0\r\nx-amzn-requestid: ${newRequestId()}\r\n` +
      `content-length: ${body.length}\r\n\r\n${body.toString()}`,
  );
}

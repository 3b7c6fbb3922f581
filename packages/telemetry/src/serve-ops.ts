import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  answerOps,
  answerText,
  OPS_PATHS,
  refuseMethod,
  type OpsAnswer,
  type OpsSources,
} from './answer-ops.ts';
import { listenError } from './listen-error.ts';
import type { OpsInlet } from './ops-inlet.ts';
import { takePost } from './take-post.ts';

export interface OpsOptions extends OpsSources {
  /** A name or an address of this machine; `127.0.0.1` unless given. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Gets what a source threw; the request is answered with 500. */
  readonly onFailure?: (error: unknown, path: string) => void;
  /** A path that takes JSON by POST; none unless given. */
  readonly inlet?: OpsInlet;
}

export interface OpsServer {
  /** `http://host:port`, with the port that was taken. */
  readonly address: string;
  /** Frees the port and ends every connection, idle ones too. */
  close(): Promise<void>;
}

/** A client has this long to send its request, in ms. */
const REQUEST_LIMIT_MS = 10_000;

/**
 * Serves what a daemon tells of itself: `/status`, `/healthz`, `/readyz` and `/metrics`, and takes what its inlet
 * does. Otherwise it only reads.
 * @throws TelemetryError `UND_TELEMETRY_ADDRESS_IN_USE`, `UND_TELEMETRY_ADDRESS_NOT_ALLOWED`, `UND_TELEMETRY_LISTEN_FAILED`
 */
export async function serveOps({
  host = '127.0.0.1',
  port,
  onFailure = () => undefined,
  inlet,
  ...sources
}: OpsOptions): Promise<OpsServer> {
  const limits = { headersTimeout: REQUEST_LIMIT_MS, requestTimeout: REQUEST_LIMIT_MS };
  const server = createServer(limits, (request, response) => {
    void respond(request, sources, onFailure, inlet).then((answer) => {
      sendOps(request, response, answer);
    });
  });
  await listen(server, host, port);
  const bound = server.address() as AddressInfo;
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return { address: `http://${name}:${String(bound.port)}`, close: () => close(server) };
}

/** Writes an answer; HEAD gets its headers alone. */
export function sendOps(request: IncomingMessage, response: ServerResponse, answer: OpsAnswer): void {
  request.resume();
  response.writeHead(answer.status, answer.headers).end(request.method === 'HEAD' ? undefined : answer.body);
}

async function respond(
  request: IncomingMessage,
  sources: OpsSources,
  onFailure: (error: unknown, path: string) => void,
  inlet: OpsInlet | undefined,
): Promise<OpsAnswer> {
  const { method = 'GET', url = '/' } = request;
  try {
    if (inlet !== undefined && url.split('?', 1)[0] === inlet.path) return await takePost(inlet, request);
    if (method !== 'GET' && method !== 'HEAD') return refuseMethod(method);
    return (
      (await answerOps(sources, method, url)) ??
      answerText(404, `Not found. Available: ${OPS_PATHS.join(', ')}.`)
    );
  } catch (error) {
    onFailure(error, url);
    return answerText(500, 'The answer could not be made; the log says why.');
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, host, port);
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

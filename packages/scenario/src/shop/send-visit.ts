import { request, type Agent } from 'node:http';
import type { Visit } from './draw-visit.ts';

export interface Answer {
  readonly status: number;
  /** The server that answered, as it calls itself. */
  readonly server: string | undefined;
  readonly body: string;
}

export interface SendOptions {
  /** Where HAProxy listens. */
  readonly url: URL;
  /** Keeps connections, or opens one for each request (`false`), as browsers and scripts do. */
  readonly agent: Agent | false;
  readonly signal: AbortSignal;
}

const PATHS = {
  page: () => '/',
  products: () => '/api/products',
  'look up': (id: string) => `/api/orders/${id}`,
  order: (id: string) => `/api/orders/${id}`,
} as const;

/** Sends one visit, once: no library repeats the request. @throws what the connection does */
export function sendVisit(visit: Visit, { url, agent, signal }: SendOptions): Promise<Answer> {
  const body =
    visit.kind === 'order' ? JSON.stringify({ product: visit.product, pieces: visit.pieces }) : undefined;
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(PATHS[visit.kind]('id' in visit ? visit.id : ''), url),
      {
        method: visit.kind === 'order' ? 'PUT' : 'GET',
        agent,
        signal,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          const server = headers['x-server'];
          resolve({
            status,
            server: Array.isArray(server) ? server[0] : server,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCESS_KEY } from '../dynamodb/client-config.ts';
import { renderKeys, renderStsAnswer, STS_REFUSAL, type IssuedKeys } from './render-keys.ts';

/** `gives` keys; `refuses` them as STS does; `hangs` without an answer; `dies`: closes every connection. */
export type CredentialsMood = 'gives' | 'refuses' | 'hangs' | 'dies';

/**
 * Endpoints for temporary credentials on loopback: STS, for any region (AssumeRole is signed for its region, which tells them
 * apart; AssumeRoleWithWebIdentity is not signed, and counts as region `unsigned`), the container's, and the instance's.
 * The keys are those that DynamoDB Local knows.
 */
export interface LocalCredentials extends AsyncDisposable {
  /** For `AWS_ENDPOINT_URL_STS`, and for `AWS_EC2_METADATA_SERVICE_ENDPOINT`. */
  readonly endpoint: string;
  /** For `AWS_CONTAINER_CREDENTIALS_FULL_URI`. */
  readonly containerUri: string;
  /** Who was asked, in order: a region, `unsigned`, `container` or `instance`. */
  readonly asked: string[];
  /** How long the next keys are valid, in ms. Default: an hour. */
  lifeMs: number;
  /** What each behaves like from now on; `*` for all that are not named. */
  readonly moods: Map<string, CredentialsMood>;
  /** How long an answer takes, in ms. Default: 0. */
  delayMs: number;
  close(): Promise<void>;
}

export async function startLocalCredentials(): Promise<LocalCredentials> {
  const server = createServer((request, response) => {
    void serve(local, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    if (server.listening) await once(server, 'close');
  };
  const local: LocalCredentials = {
    endpoint,
    containerUri: `${endpoint}/container`,
    asked: [],
    lifeMs: 3_600_000,
    moods: new Map(),
    delayMs: 0,
    close,
    [Symbol.asyncDispose]: close,
  };
  return local;
}

async function serve(
  local: LocalCredentials,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const name = nameOf(request);
  local.asked.push(name);
  const mood = local.moods.get(name) ?? local.moods.get('*') ?? 'gives';
  if (mood === 'hangs') return;
  if (mood === 'dies') {
    request.socket.destroy();
    return;
  }
  if (local.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, local.delayMs));
  const keys: IssuedKeys = {
    accessKeyId: ACCESS_KEY,
    secretAccessKey: ACCESS_KEY,
    token: `token${local.asked.length}`,
    expiration: new Date(Date.now() + local.lifeMs),
  };
  const action = new URLSearchParams(Buffer.concat(chunks).toString()).get('Action');
  if (action !== null) {
    answer(
      response,
      mood === 'refuses' ? 403 : 200,
      'text/xml',
      mood === 'refuses' ? STS_REFUSAL : renderStsAnswer(action, keys),
    );
  } else if (mood === 'refuses')
    answer(response, 403, 'application/json', '{"code":"AccessDenied","message":"refused"}');
  else if (request.method === 'PUT') answer(response, 200, 'text/plain', 'token-of-the-instance');
  else if (request.url?.endsWith('/security-credentials/') === true)
    answer(response, 200, 'text/plain', 'role');
  else answer(response, 200, 'application/json', renderKeys(keys));
}

function nameOf({ headers, url = '' }: IncomingMessage): string {
  if (url.startsWith('/container')) return 'container';
  if (url.startsWith('/latest')) return 'instance';
  return /Credential=[^/]+\/\d+\/([^/]+)\/sts\//.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

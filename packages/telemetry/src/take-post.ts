import type { IncomingMessage } from 'node:http';
import { answerText, type OpsAnswer } from './answer-ops.ts';
import { isBearer } from './is-bearer.ts';
import { namesThisMachine } from './is-loopback.ts';
import type { OpsInlet } from './ops-inlet.ts';

/** A longer body is refused, in bytes. */
const LONGEST_BODY = 1_000_000;

/**
 * Answers one request to an inlet: 204 where it took the body, otherwise what is wrong. The token comes first: without it
 * nothing of a request is read. JSON has to be declared as such, which no web page can do without being asked back.
 * @throws what `take` throws, and what reading the request throws
 */
export async function takePost(inlet: OpsInlet, request: IncomingMessage): Promise<OpsAnswer> {
  const { method = '', headers } = request;
  if (inlet.token !== undefined && !isBearer(headers.authorization, inlet.token))
    return refuse(401, 'Present the token as "Authorization: Bearer TOKEN".', {
      'www-authenticate': 'Bearer',
    });
  if (inlet.token === undefined && !namesThisMachine(headers.host))
    return refuse(403, 'The Host header does not name this machine.');
  if (method !== 'POST') return refuse(405, `${method} is not allowed; use POST.`, { allow: 'POST' });
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return refuse(415, 'Send JSON, declared as application/json.');
  const body = await readBody(request);
  if (body === undefined) return refuse(413, `The body is longer than ${String(LONGEST_BODY)} bytes.`);
  const json = parse(body);
  const why = json === undefined ? 'The body is not JSON.' : inlet.take(json.value);
  return why === undefined
    ? { status: 204, headers: { 'cache-control': 'no-store' }, body: '' }
    : refuse(400, why);
}

/** The connection ends with it: what is left of the body is not read. */
function refuse(status: number, text: string, more: Readonly<Record<string, string>> = {}): OpsAnswer {
  const answer = answerText(status, text);
  return { ...answer, headers: { ...answer.headers, ...more, connection: 'close' } };
}

/** `undefined` where it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) return undefined;
  const parts: Buffer[] = [];
  let bytes = 0;
  // Not by iteration, which destroys the request where it ends early: the answer has to be sent still.
  return new Promise((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > LONGEST_BODY) resolve(undefined);
      else parts.push(part);
    });
    request.once('end', () => {
      resolve(Buffer.concat(parts).toString('utf8'));
    });
    request.once('error', reject);
  });
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

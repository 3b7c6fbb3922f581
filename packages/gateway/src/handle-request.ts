import { isUtf8 } from 'node:buffer';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '@understudy/core';
import { namesThisMachine } from '@understudy/telemetry/is-loopback';
import { UnreadableBody } from './read-input.ts';
import { GatewayError } from './errors.ts';
import type { GatewayLimits } from './options.ts';
import { announcedBytes, receiveBody, type HeldBytes } from './receive-body.ts';
import { readTarget, type Target } from './read-target.ts';
import { serveRequest, type ServeContext } from './serve-request.ts';
import { isBroken, namedError, shapeError } from './shape-error.ts';
import type { RequestTally } from './request-tally.ts';
import type { Answer } from './types.ts';
import { verifySignature, type AccessKeys } from './verify-signature.ts';
import { writeAnswer } from './write-answer.ts';

/** The collaborators and the state of the requests. */
export interface HandlingContext {
  readonly serve: ServeContext;
  readonly limits: GatewayLimits;
  readonly clock: Clock;
  readonly held: HeldBytes;
  readonly tally: RequestTally;
  readonly keys: AccessKeys | undefined;
  readonly onLoopback: boolean;
  readonly allowTableChanges: boolean;
  readonly onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Requests in flight. */
  inFlight: number;
  draining: boolean;
}

/** Reads a DynamoDB request, serves it, and writes the answer; never throws. */
export async function handleRequest(
  handling: HandlingContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { limits, held, clock } = handling;
  const startedMs = clock.monotonicMs();
  const bytes = announcedBytes(request, limits.maxBodyBytes);
  const refused = refuseAtOnce(handling, request, bytes);
  if (refused !== undefined) {
    // Node discards the rest of the body: a client whose connection is reset does not read the answer.
    finish(handling, response, refused, { operation: 'refused', startedMs });
    return;
  }
  handling.inFlight += 1;
  let target: Target | undefined;
  try {
    const body = await receiveBody(request, limits.maxBodyBytes);
    if (body === 'gone') return;
    if (body === 'too-large') {
      finish(handling, response, tooLarge(limits), { operation: 'refused', startedMs });
      return;
    }
    target = readTarget(textOf(request.headers['x-amz-target']));
    const answer = await answerTo(handling, { request, body, target });
    finish(handling, response, answer, { operation: operationOf(target), startedMs });
  } catch (error) {
    const answer = shapeError(error);
    // Errors after the client has disconnected are expected.
    if (isBroken(answer) && !response.destroyed) handling.onEvent('gateway.broken', { error });
    finish(handling, response, answer, { operation: operationOf(target), startedMs });
  } finally {
    handling.inFlight -= 1;
    held.giveBack(bytes);
  }
}

/** Refuses a request before its body is read; otherwise reserves its bytes. */
function refuseAtOnce(
  { limits, held, inFlight, onLoopback }: HandlingContext,
  { headers }: IncomingMessage,
  bytes: number,
): Answer | undefined {
  if (onLoopback && !namesThisMachine(headers.host)) {
    return shapeError(
      new GatewayError('UND_GATEWAY_HOST_REFUSED', {
        what: `The request names the host "${headers.host ?? ''}".`,
      }),
    );
  }
  if (bytes > limits.maxBodyBytes) return tooLarge(limits);
  if (inFlight >= limits.maxInFlight) return overloaded(`${inFlight} requests are in flight.`);
  if (!held.take(bytes)) return overloaded(`${held.held} bytes of requests are in memory.`);
  return undefined;
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly target: Target;
}

async function answerTo(handling: HandlingContext, { request, body, target }: Incoming): Promise<Answer> {
  const { headers, method = 'POST', url = '/' } = request;
  const { keys, clock, allowTableChanges } = handling;
  if (keys !== undefined) {
    const refused = verifySignature({ method, url, headers, body }, keys, clock.wallMs());
    if (refused !== undefined) return refused;
  }
  if (target.target === '' || !isJson(headers['content-type'])) {
    return namedError(400, 'UnknownOperationException', '');
  }
  const { 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity') {
    throw new GatewayError('UND_GATEWAY_ENCODING_REFUSED', {
      what: `A ${target.operation} came with Content-Encoding: ${encoding}.`,
      details: { encoding },
    });
  }
  if (!isUtf8(body)) throw new UnreadableBody('');
  if (target.operation === 'DescribeEndpoints') return describeEndpoints(headers.host);
  if (target.kind === 'change' && !allowTableChanges) {
    throw new GatewayError('UND_GATEWAY_TABLE_CHANGE_REFUSED', {
      what: `${target.operation} is refused.`,
      details: { operation: target.operation },
    });
  }
  return serveRequest(handling.serve, target, body, goneOf(request.socket));
}

const GONE = Symbol('gone');

interface Leaver {
  [GONE]?: AbortSignal;
}

/** Aborted when the connection closes; one for all its requests, since creating one costs as much as signing. */
function goneOf(socket: Socket & Leaver): AbortSignal {
  const known = socket[GONE];
  if (known !== undefined) return known;
  const gone = new AbortController();
  // Each part of a batch adds a listener.
  setMaxListeners(0, gone.signal);
  if (socket.destroyed) gone.abort();
  else socket.once('close', () => gone.abort());
  return (socket[GONE] = gone.signal);
}

/** DynamoDB's JSON protocol. A request in another one would be forwarded without a stamp. */
function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/(x-amz-json-1\.[01]|json)\b/.test(contentType);
}

/** An SDK that discovers endpoints must not bypass the gateway, so it gets the gateway's own address. */
function describeEndpoints(host: string | undefined): Answer {
  const endpoints = { Endpoints: [{ Address: host ?? 'localhost', CachePeriodInMinutes: 1_440 }] };
  return { status: 200, body: Buffer.from(JSON.stringify(endpoints)), requestId: undefined };
}

interface Finishing {
  readonly operation: string;
  readonly startedMs: number;
}

function finish(
  { clock, tally, limits, draining }: HandlingContext,
  response: ServerResponse,
  answer: Answer,
  { operation, startedMs }: Finishing,
): void {
  tally.add(operation, answer.status, clock.monotonicMs() - startedMs);
  if (response.destroyed || response.socket === null) return;
  writeAnswer(response, answer, draining);
  if (response.writableFinished || response.writableLength === 0) return;
  // A caller that does not read its answer loses the connection.
  const closed = new AbortController();
  response.once('close', () => {
    closed.abort();
  });
  clock.sleep(limits.answerTimeoutMs, closed.signal).then(
    () => response.destroy(),
    () => undefined,
  );
}

function tooLarge({ maxBodyBytes }: GatewayLimits): Answer {
  return namedError(
    413,
    'RequestEntityTooLargeException',
    `The request is larger than ${maxBodyBytes} bytes.`,
  );
}

function overloaded(what: string): Answer {
  return shapeError(new GatewayError('UND_GATEWAY_OVERLOADED', { what }));
}

/** Unknown operations share one label: clients could send any number of names. */
function operationOf(target: Target | undefined): string {
  return target === undefined || target.kind === 'unknown' ? 'unknown' : target.operation;
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

import { crc32 } from 'node:zlib';
import type { Clock } from '@understudy/core';
import type { Attempt, FailoverEngine, Served, Wire, WireRequest } from '@understudy/failover-client/engine';
import { readInput } from './read-input.ts';
import { headerOf } from './header-of.ts';
import { RegionError } from './region-error.ts';
import { targetOf, type Target } from './read-target.ts';
import type { Answer, Upstream, UpstreamAnswer, UpstreamRequest } from './types.ts';

export interface ServeContext {
  readonly engine: FailoverEngine;
  readonly upstream: Upstream;
  readonly clock: Clock;
  /** Whether an answer may contain a stamp, by its bytes. */
  readonly mayHoldStamp: (body: Buffer) => boolean;
}

/**
 * Serves one request of an SDK, from its bytes to those of the answer.
 * @throws UnreadableBody; RegionError with the region's own error; and what FailoverEngine.run throws
 */
export async function serveRequest(
  context: ServeContext,
  { operation, service, target }: Target,
  body: Buffer,
  signal: AbortSignal,
): Promise<Answer> {
  const input = readInput(operation, body);
  const wire = new GatewayWire(context, { service, target, body, input, operation });
  const { output, servedBy, attempts } = await context.engine.run({ operation, input, signal, wire });
  const { answer } = output as Passed;
  return { ...answer, headers: labelsOf(servedBy, attempts) };
}

function labelsOf({ region, role, epoch, possiblyStale }: Served['servedBy'], attempts: number): string[] {
  const labels = ['x-understudy-region', region, 'x-understudy-epoch', String(epoch)];
  if (attempts > 1) labels.push('x-understudy-attempts', String(attempts));
  if (role === 'standby') labels.push('x-understudy-role', role);
  if (possiblyStale) labels.push('x-understudy-possibly-stale', 'true');
  return labels;
}

/** The engine returns it unread. */
interface Passed {
  readonly answer: Answer;
}

interface Incoming {
  readonly service: Target['service'];
  readonly target: string;
  readonly operation: string;
  readonly body: Buffer;
  readonly input: object;
}

/** Operations whose answers may need more changes than their stamps: tables named by ARN, the capacity of Understudy's tables. */
const KEYED_BY_TABLE: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem', 'TransactWriteItems']);

/** The engine's wire in DynamoDB's JSON. Attribute values stay unchanged, and so do the bytes where nothing was changed. */
class GatewayWire implements Wire {
  readonly #context: ServeContext;
  readonly #incoming: Incoming;
  #requestId: string | undefined;

  constructor(context: ServeContext, incoming: Incoming) {
    this.#context = context;
    this.#incoming = incoming;
  }

  async forward(input: object, attempt: Attempt): Promise<Passed> {
    const { service, target, body, operation, input: original } = this.#incoming;
    const bytes = input === original ? body : encode(input);
    const answer = await this.#send({ region: attempt.region, service, target, body: bytes }, attempt);
    const isKeyed = KEYED_BY_TABLE.has(operation) && answer.body.length > EMPTY.length;
    if (!isKeyed && !this.#context.mayHoldStamp(answer.body)) return passed(answer);
    const parsed = parse(answer);
    const stripped = attempt.stripStamps(parsed);
    return stripped === parsed ? passed(answer) : this.#made(stripped);
  }

  async send({ operation, input }: WireRequest, attempt: Attempt): Promise<object> {
    const { region } = attempt;
    const request = {
      region,
      service: 'dynamodb',
      target: targetOf(operation),
      body: encode(input),
    } as const;
    return parse(await this.#send(request, attempt));
  }

  async respond(output: object): Promise<Passed> {
    return this.#made(output);
  }

  #made(output: object): Passed {
    return { answer: { status: 200, body: encode(output), requestId: this.#requestId } };
  }

  async #send(request: UpstreamRequest, attempt: Attempt): Promise<UpstreamAnswer> {
    const answer = await this.#context.upstream.send(request, attempt);
    this.#requestId = headerOf(answer, 'x-amzn-requestid');
    if (answer.status === 200) {
      requireWhole(answer);
      return answer;
    }
    const error = new RegionError(answer, this.#context.clock.wallMs());
    if (error.skewMs !== undefined) this.#context.upstream.learnSkew(request.region, error.skewMs);
    throw error;
  }
}

const EMPTY = '{}';

function encode(input: object): Buffer {
  return Buffer.from(JSON.stringify(input));
}

function passed(answer: UpstreamAnswer): Passed {
  return {
    answer: {
      status: answer.status,
      body: answer.body,
      requestId: headerOf(answer, 'x-amzn-requestid'),
      crc32: headerOf(answer, 'x-amz-crc32'),
      contentType: headerOf(answer, 'content-type'),
    },
  };
}

/** @throws Error where the checksum is wrong or the answer is not JSON: it counts as lost */
function requireWhole(answer: UpstreamAnswer): void {
  const { body } = answer;
  const sum = headerOf(answer, 'x-amz-crc32');
  if (sum === undefined) {
    if (body[0] !== OPENING || body.at(-1) !== CLOSING) parse(answer);
  } else if (Number(sum) !== crc32(body)) {
    throw unreadable('its checksum is wrong');
  }
}

const OPENING = '{'.charCodeAt(0);
const CLOSING = '}'.charCodeAt(0);

function parse({ body }: UpstreamAnswer): object {
  try {
    return JSON.parse(body.toString('utf8')) as object;
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
}

/** Classified like an answer that was cut off. */
function unreadable(why: string, cause?: unknown): Error {
  return Object.assign(new Error(`An answer could not be read: ${why}.`, { cause }), {
    code: 'ECONNRESET',
    $metadata: { httpStatusCode: 200 },
  });
}

import { hasPassed, type Clock } from '@understudy/core';
import { AttemptUnsent } from '@understudy/failover-client/engine';
import { errors, Pool, type Dispatcher } from 'undici';
import { RequestSigner } from '../request-signer.ts';
import type {
  Leaving,
  ServiceName,
  SigningKeys,
  Upstream,
  UpstreamAnswer,
  UpstreamRequest,
} from '../types.ts';

export interface UndiciOptions {
  /** The endpoint of a region's service. */
  readonly endpointOf: (region: string, service: ServiceName) => URL;
  /** The gateway's credentials, read for every request: the function caches and renews them. */
  readonly credentials: () => SigningKeys | Promise<SigningKeys>;
  readonly clock: Clock;
  /** Maximum connections to each endpoint; requests wait for one within the time limit of their attempt. */
  readonly connections: number;
  /** How long establishing a connection may take, in ms. */
  readonly connectTimeoutMs: number;
}

/** An idle connection is closed before DynamoDB would close it: a request on a closing connection would get no answer. */
const IDLE_MS = 10_000;

interface Endpoint {
  readonly pool: Pool;
  readonly host: string;
  readonly path: string;
}

/** Signed requests over kept connections, by undici's dispatcher, which costs the least in Node. */
export class UndiciUpstream implements Upstream {
  readonly #options: UndiciOptions;
  readonly #signer = new RequestSigner();
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #skews = new Map<string, number>();

  constructor(options: UndiciOptions) {
    this.#options = options;
  }

  send(request: UpstreamRequest, leaving: Leaving): Promise<UpstreamAnswer> {
    const keys = this.#options.credentials();
    return keys instanceof Promise
      ? keys.then((them) => this.#sendSigned(request, leaving, them))
      : this.#sendSigned(request, leaving, keys);
  }

  #sendSigned(
    { region, service, target, body }: UpstreamRequest,
    leaving: Leaving,
    keys: SigningKeys,
  ): Promise<UpstreamAnswer> {
    const { clock } = this.#options;
    const { pool, host, path } = this.#endpointOf(region, service);
    const nowMs = clock.wallMs() + (this.#skews.get(region) ?? 0);
    const headers = this.#signer.sign({ host, path, region, target, body }, keys, nowMs);
    return new Promise<UpstreamAnswer>((resolve, reject) => {
      pool.dispatch(
        { path, method: 'POST', headers, body },
        new AnswerHandler(region, leaving, clock, resolve, reject),
      );
    });
  }

  learnSkew(region: string, ms: number): void {
    this.#skews.set(region, ms);
  }

  async touch(region: string, signal: AbortSignal): Promise<void> {
    const { pool, host, path } = this.#endpointOf(region, 'dynamodb');
    const { statusCode, body } = await pool.request({ path, method: 'GET', headers: { host }, signal });
    await body.dump();
    if (statusCode >= 500) throw new Error(`${host} answered with status ${statusCode}.`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#endpoints.values()].map(({ pool }) => pool.destroy()));
  }

  #endpointOf(region: string, service: ServiceName): Endpoint {
    const { endpointOf, connections, connectTimeoutMs } = this.#options;
    const url = endpointOf(region, service);
    const known = this.#endpoints.get(url.href);
    if (known !== undefined) return known;
    const pool = new Pool(url.origin, {
      connections,
      connect: { timeout: connectTimeoutMs, keepAlive: true },
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      // The attempt's time limit ends it.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const endpoint = { pool, host: url.host, path: url.pathname };
    this.#endpoints.set(url.href, endpoint);
    return endpoint;
  }
}

/** Reads one answer; aborts the connection when the attempt ends. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #region: string;
  readonly #leaving: Leaving;
  readonly #clock: Clock;
  readonly #resolve: (answer: UpstreamAnswer) => void;
  readonly #reject: (error: Error) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #headers: UpstreamAnswer['headers'] = {};
  #controller: Dispatcher.DispatchController | undefined;
  #ended: Error | undefined;

  constructor(
    region: string,
    leaving: Leaving,
    clock: Clock,
    resolve: (answer: UpstreamAnswer) => void,
    reject: (error: Error) => void,
  ) {
    this.#region = region;
    this.#leaving = leaving;
    this.#clock = clock;
    this.#resolve = resolve;
    this.#reject = reject;
    leaving.onEnd((error) => {
      this.#ended = error;
      this.#controller?.abort(error);
    });
  }

  /** Called just before the request is written to a connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended !== undefined) controller.abort(this.#ended);
    else if (hasPassed(this.#leaving.sendBy, this.#clock)) {
      controller.abort(new AttemptUnsent(`The lease ended before the request to ${this.#region} was sent.`));
    }
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: UpstreamAnswer['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only = NOTHING, ...more] = this.#chunks;
    this.#resolve({
      status: this.#status,
      headers: this.#headers,
      body: more.length === 0 ? only : Buffer.concat(this.#chunks),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(nodeError(error, this.#status));
  }
}

const NOTHING = Buffer.alloc(0);

/** Translates undici's error codes to Node's, which `classifyError` knows. */
function nodeError(error: Error, status: number): Error {
  const { code } = error as { code?: string };
  if (error instanceof errors.ConnectTimeoutError) {
    return Object.assign(new Error(error.message, { cause: error }), {
      code: 'ETIMEDOUT',
      syscall: 'connect',
    });
  }
  if (code === undefined || !(code.startsWith('UND_ERR_') || code.startsWith('HPE_'))) return error;
  const named = Object.assign(new Error(error.message, { cause: error }), {
    code: code.startsWith('HPE_') ? 'EPROTO' : 'ECONNRESET',
  });
  return status === 0 ? named : Object.assign(named, { $metadata: { httpStatusCode: status } });
}

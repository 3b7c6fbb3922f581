import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type DynamoDBClientConfig,
  type DynamoDBClientResolvedConfig,
} from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Clock } from '@understudy/core';
import type { FailoverEngine } from '../failover-engine.ts';
import type { Settings } from '../options.ts';
import { AttemptUnsent } from '../send-attempt.ts';
import type { Attempt, Served, Wire, WireRequest } from '../types.ts';

/**
 * The one file that knows the SDK's middleware. What it hangs into a client's stack, from the outside in:
 *
 * - `understudyAttempts`, before everything that resolves endpoint and credentials, after the document client's
 *   marshalling: hands the request to the engine, which calls the rest of the stack once for each attempt.
 * - the endpoint provider: resolves endpoint and signing region of the attempt, which stands in the context.
 * - `deserializerMiddleware`, the SDK's own inside ours: takes the stamps out before the document client or any middleware
 *   of the caller's sees them, and answers in DynamoDB's place with what the engine put together.
 * - the request handler: gives the attempt's signal to the connection, and sends nothing once its right has ended.
 */

/** What an attempt writes into its handler context. */
type Mark =
  | { readonly kind: 'own'; readonly attempt: Attempt }
  | { readonly kind: 'part'; readonly attempt: Attempt }
  | { readonly kind: 'answer'; readonly output: object; readonly response: unknown };

/** Where a request carries its attempt to the handler. In a WeakMap the collector would look at each of them time and again. */
const ATTEMPT = Symbol('understudy attempt');

interface MarkedRequest {
  [ATTEMPT]?: Attempt;
}

interface MarkedContext {
  understudy?: Mark;
  readonly commandName?: string;
  readonly __smithy_context?: { readonly abortSignal?: AbortSignal };
}

/** The SDK's middleware stack and handler as far as they are used here: their own types tell each step apart, which we don't. */
interface Stack {
  add(middleware: Middleware, options: StackOptions): void;
  addRelativeTo(middleware: Middleware, options: StackOptions): void;
  applyToStack(stack: Pick<Stack, 'add' | 'addRelativeTo'>): void;
}
interface StackOptions {
  readonly name: string;
  readonly step?: string | undefined;
  readonly priority?: string;
  readonly relation?: string;
  readonly toMiddleware?: string;
  readonly override?: boolean | undefined;
}
type Middleware = (next: Next, context: MarkedContext) => Next;
type Next = (args: Arguments) => Promise<Result>;
interface Arguments {
  readonly input: object;
  readonly request?: object;
}
interface Result {
  readonly response: unknown;
  readonly output: object;
}

interface Handler {
  readonly metadata?: object;
  handle(
    request: object,
    options?: object,
  ): Promise<{ readonly response: { readonly statusCode: number; readonly body?: unknown } }>;
  updateHttpClientConfig?(key: string, value: unknown): void;
  httpHandlerConfigs?(): object;
  destroy?(): void;
}

/** The SDK's own configuration, with what the engine decides taken out of its hands. */
export function sdkConfig(
  config: DynamoDBClientConfig,
  { limits }: Settings,
  engine: () => FailoverEngine,
): DynamoDBClientConfig {
  return {
    ...config,
    region: async () => engine().writer,
    // One attempt beneath our own loop: a retry out of sight would hide whether a write may have applied.
    maxAttempts: 1,
    retryMode: 'standard',
    // A cached handler shares one context between requests.
    cacheMiddleware: false,
    // An endpoint from the environment is one endpoint, and would stand for every region.
    ignoreConfiguredEndpointUrls: true,
    ...noEndpointDiscovery,
    logger: config.logger ?? new NoOpLogger(),
    requestHandler: withTimeouts(config.requestHandler, limits.attemptTimeoutMs),
  };
}

/**
 * The SDK's own, which it makes where none is given and knows by its name, but without `info` and `error`: the SDK
 * prepares every request and answer for a log that has them.
 */
class NoOpLogger {
  declare readonly info: NonNullable<DynamoDBClientConfig['logger']>['info'];
  declare readonly error: NonNullable<DynamoDBClientConfig['logger']>['error'];
  readonly trace = () => {};
  readonly debug = () => {};
  readonly warn = () => {};
}

/** A discovered endpoint is remembered without its region. */
const noEndpointDiscovery = { endpointDiscoveryEnabledProvider: async () => false } as DynamoDBClientConfig;

/** A handler of the caller's own keeps its time limits; the attempt's signal bounds it all the same. */
function withTimeouts(
  given: DynamoDBClientConfig['requestHandler'],
  attemptTimeoutMs: number,
): NonNullable<DynamoDBClientConfig['requestHandler']> {
  if (given !== undefined && 'handle' in given && typeof given.handle === 'function') return given;
  return {
    // Less than the attempt: a connection that does not come about in time says that nothing was sent.
    connectionTimeout: Math.max(1, Math.floor(attemptTimeoutMs / 2)),
    requestTimeout: attemptTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: attemptTimeoutMs,
    ...given,
  };
}

export interface Installed {
  /** A light request without credentials or cost: DynamoDB answers `GET /` with its health. */
  readonly touch: (region: string, signal: AbortSignal) => Promise<void>;
}

/** Hangs the engine into a client that was made with `sdkConfig`. */
export function installEngine(client: DynamoDBClient, engine: FailoverEngine, settings: Settings): Installed {
  const { config } = client;
  const stack = client.middlewareStack as unknown as Stack;
  const endpoints = followAttempts(config, engine, settings);
  const inner: Handler = config.requestHandler;
  config.requestHandler = bindHandler(inner, settings.clock) as typeof config.requestHandler;
  wrapDeserializer(stack);

  stack.addRelativeTo(
    (next, context) => async (args) => {
      if (context.understudy !== undefined) return next(args);
      const wire = new SdkWire(client, next, context, args);
      const served = await engine.run({
        operation: operationOf(context.commandName),
        input: args.input,
        signal: context.__smithy_context?.abortSignal,
        wire,
      });
      return { response: wire.response, output: label(served) };
    },
    {
      name: 'understudyAttempts',
      relation: 'before',
      toMiddleware: 'httpAuthSchemeMiddleware',
      override: true,
    },
  );
  return { touch: (region, signal) => touch(inner, endpoints(region), signal) };
}

/** The rest of the stack as the engine sees it, for one request of the caller's. */
class SdkWire implements Wire {
  /** The last one that came. */
  response: unknown;
  readonly #client: DynamoDBClient;
  readonly #next: Next;
  readonly #context: MarkedContext;
  readonly #args: Arguments;

  constructor(client: DynamoDBClient, next: Next, context: MarkedContext, args: Arguments) {
    this.#client = client;
    this.#next = next;
    this.#context = context;
    this.#args = args;
  }

  forward(input: object, attempt: Attempt): Promise<object> {
    return this.#run(input, { kind: 'own', attempt });
  }

  async send(request: WireRequest, attempt: Attempt): Promise<object> {
    const { response, output } = await sendPart(this.#client, request, attempt);
    this.response = response;
    return output;
  }

  respond(output: object): Promise<object> {
    return this.#run(this.#args.input, { kind: 'answer', output, response: this.response });
  }

  async #run(input: object, mark: Mark): Promise<object> {
    this.#context.understudy = mark;
    const { response, output } = await this.#next({ ...this.#args, input });
    this.response = response;
    return output;
  }
}

type Endpoint = ReturnType<DynamoDBClientResolvedConfig['endpointProvider']>;

/** Region and endpoint of each attempt, by the context that it runs in. Gives where each region was last reached. */
function followAttempts(
  config: DynamoDBClientResolvedConfig,
  engine: FailoverEngine,
  { endpoints }: Settings,
): (region: string) => URL {
  const resolve = config.endpointProvider;
  const used = new Map<string, URL>();
  /** By what the SDK resolved, which it keeps for the same parameters. */
  const signed = new WeakMap<Endpoint, Endpoint>();
  const inRegion = (params: Parameters<typeof resolve>[0], context: object, region: string): Endpoint => {
    const { Endpoint: _none, ...rest } = params;
    const endpoint = endpoints.get(region);
    const resolved = resolve(
      { ...rest, Region: region, ...(endpoint === undefined ? {} : { Endpoint: endpoint }) },
      context,
    );
    const known = signed.get(resolved);
    if (known !== undefined) return known;
    used.set(region, resolved.url);
    // The SDK remembers the first region it signed for, unless the endpoint names one.
    const scheme = { name: 'sigv4', signingName: 'dynamodb', signingRegion: region, properties: {} };
    const made = { ...resolved, properties: { ...resolved.properties, authSchemes: [scheme] } };
    signed.set(resolved, made);
    return made;
  };
  config.endpointProvider = (params, context = {}) => {
    const { understudy: mark } = context as MarkedContext;
    const region = mark === undefined || mark.kind === 'answer' ? engine.writer : mark.attempt.region;
    return inRegion(params, context, region);
  };
  return (region) => used.get(region) ?? inRegion({ UseFIPS: false, UseDualStack: false }, {}, region).url;
}

/** The SDK's own deserializer, in its own place, with ours around it. */
function wrapDeserializer(stack: Stack): void {
  let found: { readonly middleware: Middleware; readonly options: StackOptions } | undefined;
  stack.applyToStack({
    add: (middleware, { step, name, override }) => {
      // An entry brings its middleware among its options, which would win over ours.
      if (name === 'deserializerMiddleware') found = { middleware, options: { step, name, override } };
    },
    addRelativeTo: () => undefined,
  });
  if (found === undefined) throw new TypeError('The SDK has no middleware called deserializerMiddleware.');
  const { middleware, options } = found;
  stack.add((next, context) => {
    const deserialize = middleware(next, context);
    return async (args) => {
      const { understudy: mark } = context;
      if (mark === undefined) return deserialize(args);
      if (mark.kind === 'answer') {
        return {
          response: mark.response,
          output: { $metadata: metadataOf(mark.response), ...mark.output },
        };
      }
      if (args.request !== undefined) (args.request as MarkedRequest)[ATTEMPT] = mark.attempt;
      const result = await deserialize(args);
      return mark.kind === 'own' ? { ...result, output: mark.attempt.stripStamps(result.output) } : result;
    };
  }, options);
}

function metadataOf(response: unknown): object {
  const { statusCode } = (response ?? {}) as { statusCode?: number };
  return { httpStatusCode: statusCode ?? 200 };
}

/** The caller's handler, which sends an attempt under its own signal and not past its right. */
function bindHandler(inner: Handler, clock: Clock): Handler {
  const light = inner instanceof NodeHttpHandler;
  return {
    ...(inner.metadata === undefined ? {} : { metadata: inner.metadata }),
    handle: async (request, options) => {
      const attempt = (request as MarkedRequest)[ATTEMPT];
      if (attempt === undefined) return inner.handle(request, options);
      if (clock.monotonicMs() >= attempt.sendByMs) {
        throw new AttemptUnsent(`The lease ended before the request to ${attempt.region} was sent.`);
      }
      return inner.handle(request, {
        ...options,
        abortSignal: light ? lightSignal(attempt) : attempt.signal,
      });
    },
    updateHttpClientConfig: (key, value) => inner.updateHttpClientConfig?.(key, value),
    httpHandlerConfigs: () => inner.httpHandlerConfigs?.() ?? {},
    destroy: () => inner.destroy?.(),
  };
}

/** A signal in the SDK's older form, which its own handler takes: a tenth of an AbortSignal's cost. */
function lightSignal(attempt: Attempt): object {
  const signal: { aborted: boolean; onabort?: () => void; reason?: Error } = { aborted: false };
  attempt.onEnd((reason) => {
    signal.aborted = true;
    signal.reason = reason;
    signal.onabort?.();
  });
  return signal;
}

const PARTS = {
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  DescribeTable: DescribeTableCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
} as const;

interface PartCommand {
  readonly middlewareStack: Stack;
  resolveMiddleware(
    stack: DynamoDBClient['middlewareStack'],
    config: DynamoDBClientResolvedConfig,
    options: object,
  ): (command: object) => Promise<Result>;
}

/** Sends another operation through the same client, middleware of the caller's included, past the engine. */
async function sendPart(
  client: DynamoDBClient,
  { operation, input }: WireRequest,
  attempt: Attempt,
): Promise<Result> {
  const Command = PARTS[operation as keyof typeof PARTS] as unknown as new (input: object) => PartCommand;
  const command = new Command(input);
  command.middlewareStack.add(
    (next, context) => (args) => {
      context.understudy = { kind: 'part', attempt };
      return next(args);
    },
    { name: 'understudyPart', step: 'initialize', priority: 'high' },
  );
  return command.resolveMiddleware(client.middlewareStack, client.config, {})(command);
}

/** Says in an answer's `$metadata`, which is new with every answer, where it came from. */
function label({ output, servedBy, attempts, totalRetryDelay }: Served): object {
  const labelled = output as { $metadata?: object };
  labelled.$metadata = { ...labelled.$metadata, attempts, totalRetryDelay, understudy: servedBy };
  return output;
}

/** `PutItemCommand` is PutItem. */
function operationOf(commandName = ''): string {
  return commandName.replace(/Command$/, '');
}

async function touch(handler: Handler, url: URL, abortSignal: AbortSignal): Promise<void> {
  const request = {
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    method: 'GET',
    path: '/',
    headers: { host: url.host },
    query: {},
  };
  const { response } = await handler.handle(request, { abortSignal });
  (response.body as { resume?: () => void } | undefined)?.resume?.();
  if (response.statusCode >= 500)
    throw new Error(`${url.host} answers with status ${String(response.statusCode)}.`);
}

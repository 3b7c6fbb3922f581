import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FailoverEngine } from '../failover-engine.ts';
import type { Settings } from '../options.ts';
import type { Served } from '../types.ts';
import { bindHandler } from './bind-handler.ts';
import { followAttempts } from './follow-attempts.ts';
import {
  ATTEMPT,
  type MarkedRequest,
  type Middleware,
  type SdkHandler,
  type SdkStack,
  type StackOptions,
} from './sdk-stack.ts';
import { SdkWire } from './sdk-wire.ts';

export interface InstalledEngine {
  /** A light request without credentials or cost: DynamoDB answers `GET /` with its health. */
  readonly touch: (region: string, signal: AbortSignal) => Promise<void>;
}

/**
 * Installs the engine in a client that was made with `sdkConfig`. From the outside in:
 *
 * - `understudyAttempts`, before everything that resolves endpoint and credentials, after the document client's
 *   marshalling: hands the request to the engine, which calls the rest of the stack once for each attempt.
 * - the endpoint provider: resolves endpoint and signing region of the attempt, which is in the handler context.
 * - `deserializerMiddleware`, the SDK's own inside ours: takes the stamps out before the document client or the caller's
 *   middleware sees them, and answers in DynamoDB's place with what the engine put together.
 * - the request handler: gives the attempt's signal to the connection, and sends nothing once its lease has ended.
 */
export function installEngine(
  client: DynamoDBClient,
  engine: FailoverEngine,
  settings: Settings,
): InstalledEngine {
  const { config } = client;
  const stack = client.middlewareStack as unknown as SdkStack;
  const endpoints = followAttempts(config, engine, settings);
  const inner: SdkHandler = config.requestHandler;
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
  return { touch: async (region, signal) => touch(inner, await endpoints(region), signal) };
}

/** Replaces the SDK's deserializer by one that wraps it. */
function wrapDeserializer(stack: SdkStack): void {
  let found: { readonly middleware: Middleware; readonly options: StackOptions } | undefined;
  stack.applyToStack({
    add: (middleware, { step, name, override }) => {
      // An entry has its middleware among its options, which would take precedence over ours.
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
      if (mark.kind === 'respond') {
        return {
          response: mark.response,
          output: { $metadata: metadataOf(mark.response), ...mark.output },
        };
      }
      if (args.request !== undefined) (args.request as MarkedRequest)[ATTEMPT] = mark.attempt;
      const result = await deserialize(args);
      return mark.kind === 'forward'
        ? { ...result, output: mark.attempt.stripStamps(result.output) }
        : result;
    };
  }, options);
}

function metadataOf(response: unknown): object {
  const { statusCode } = (response ?? {}) as { statusCode?: number };
  return { httpStatusCode: statusCode ?? 200 };
}

/** Adds to the `$metadata` of an answer, an object of each answer, which region served it. */
function label({ output, servedBy, attempts, totalRetryDelay }: Served): object {
  const labelled = output as { $metadata?: object };
  labelled.$metadata = { ...labelled.$metadata, attempts, totalRetryDelay, understudy: servedBy };
  return output;
}

/** `PutItemCommand` is PutItem. */
function operationOf(commandName = ''): string {
  return commandName.replace(/Command$/, '');
}

async function touch(handler: SdkHandler, url: URL, abortSignal: AbortSignal): Promise<void> {
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
  if (response.statusCode >= 500) throw new Error(`${url.host} answered with status ${response.statusCode}.`);
}

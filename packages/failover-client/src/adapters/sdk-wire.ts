import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type DynamoDBClientResolvedConfig,
} from '@aws-sdk/client-dynamodb';
import type { Attempt, Wire, WireRequest } from '../types.ts';
import type { Mark, MarkedContext, Next, SdkArguments, SdkResult, SdkStack } from './sdk-stack.ts';

/** The rest of the middleware stack as the engine's wire, for one request of the caller. */
export class SdkWire implements Wire {
  /** The last one received. */
  response: unknown;
  readonly #client: DynamoDBClient;
  readonly #next: Next;
  readonly #context: MarkedContext;
  readonly #args: SdkArguments;

  constructor(client: DynamoDBClient, next: Next, context: MarkedContext, args: SdkArguments) {
    this.#client = client;
    this.#next = next;
    this.#context = context;
    this.#args = args;
  }

  forward(input: object, attempt: Attempt): Promise<object> {
    return this.#run(input, { kind: 'forward', attempt });
  }

  async send(request: WireRequest, attempt: Attempt): Promise<object> {
    const { response, output } = await sendCommand(this.#client, request, attempt);
    this.response = response;
    return output;
  }

  respond(output: object): Promise<object> {
    return this.#run(this.#args.input, { kind: 'respond', output, response: this.response });
  }

  async #run(input: object, mark: Mark): Promise<object> {
    this.#context.understudy = mark;
    const { response, output } = await this.#next({ ...this.#args, input });
    this.response = response;
    return output;
  }
}

const COMMANDS = {
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  DescribeTable: DescribeTableCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
} as const;

interface ResolvableCommand {
  readonly middlewareStack: SdkStack;
  resolveMiddleware(
    stack: DynamoDBClient['middlewareStack'],
    config: DynamoDBClientResolvedConfig,
    options: object,
  ): (command: object) => Promise<SdkResult>;
}

/** Sends another operation through the same client, with the caller's middleware but without the engine. */
async function sendCommand(
  client: DynamoDBClient,
  { operation, input }: WireRequest,
  attempt: Attempt,
): Promise<SdkResult> {
  const Command = COMMANDS[operation as keyof typeof COMMANDS] as unknown as new (
    input: object,
  ) => ResolvableCommand;
  const command = new Command(input);
  command.middlewareStack.add(
    (next, context) => (args) => {
      context.understudy = { kind: 'send', attempt };
      return next(args);
    },
    { name: 'understudySend', step: 'initialize', priority: 'high' },
  );
  return command.resolveMiddleware(client.middlewareStack, client.config, {})(command);
}

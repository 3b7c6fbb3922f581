import { createHash } from 'node:crypto';
import { DynamoDBServiceException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBStreamsServiceException,
  type DynamoDBStreamsClient,
} from '@aws-sdk/client-dynamodb-streams';
import { SimulatorError } from '../errors.ts';
import { DatabaseState, type DatabaseSettings } from './database-state.ts';
import { answerMetadata, type AnswerMetadata } from './answer-metadata.ts';
import {
  isOperation,
  OPERATIONS,
  type AnyOperation,
  type OperationAnswer,
  type OperationInput,
  type OperationName,
} from './operations/operations.ts';
import { recreateTable } from './operations/recreate-table.ts';
import { sweepExpired } from './operations/sweep-expired.ts';
import { resolveOptions, type DatabaseOptions } from './options.ts';
import { serialiseState } from './serialise-state.ts';
import { StreamControls } from './stream-controls.ts';
import { DescribeLimit } from './streams/describe-limit.ts';

/** What `send` looks at of a command: its class's name, and its input. */
export interface SentCommand {
  readonly input: object;
}

export interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

type WithMetadata<Output> = Output & { readonly $metadata: AnswerMetadata };

/** As the SDK's handler rejects a request whose signal is aborted. */
function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

/**
 * One region's DynamoDB with its streams, in memory: deterministic, and synchronous at its heart. Every
 * operation happens at the moment it is called, whole and at once. It fails only as a healthy DynamoDB would:
 * latency, throttling and lost answers belong to the layer in front of it.
 */
export class InMemoryDynamoDB {
  #state: DatabaseState;
  #requests = 0;

  constructor(options: DatabaseOptions) {
    this.#state = new DatabaseState(resolveOptions(options));
  }

  /**
   * Carries out one operation, now.
   * @throws the SDK's own exceptions, as DynamoDB and DynamoDB Streams answer them;
   * SimulatorError for what the engine does not do.
   */
  perform<Name extends OperationName>(
    name: Name,
    input: OperationInput<Name>,
  ): WithMetadata<OperationAnswer<Name>> {
    this.#requests += 1;
    const requestId = `${this.#state.settings.region}-${this.#requests}`;
    try {
      const answer = (OPERATIONS[name] as AnyOperation)(this.#state, input) as OperationAnswer<Name>;
      return { ...answer, $metadata: answerMetadata(200, requestId) };
    } catch (error) {
      if (error instanceof DynamoDBServiceException || error instanceof DynamoDBStreamsServiceException) {
        error.$metadata = { ...error.$metadata, requestId };
      }
      throw error;
    }
  }

  /**
   * Answers a command of either client, told by the name of its class. It has happened when this returns.
   * @throws as `perform`, and AbortError before anything happened when the signal is aborted.
   */
  async send(command: SentCommand, { abortSignal }: SendOptions = {}): Promise<WithMetadata<object>> {
    if (abortSignal?.aborted === true) throw abortError();
    const name = command.constructor.name.replace(/Command$/, '');
    if (!isOperation(name)) {
      throw new SimulatorError('UND_SIMULATOR_OPERATION_UNSUPPORTED', {
        what: `The command ${command.constructor.name} was sent.`,
        details: { command: command.constructor.name },
      });
    }
    return this.perform(name, command.input);
  }

  /** This database as code that takes a DynamoDB client sees it. */
  get client(): Pick<DynamoDBClient, 'send'> {
    return this as unknown as Pick<DynamoDBClient, 'send'>;
  }

  /** This database as code that takes a DynamoDB Streams client sees it. */
  get streamsClient(): Pick<DynamoDBStreamsClient, 'send'> {
    return this as unknown as Pick<DynamoDBStreamsClient, 'send'>;
  }

  /** What DynamoDB would do to the table's stream by itself. */
  stream(tableName: string): StreamControls {
    return new StreamControls(this.#state, tableName);
  }

  /**
   * Deletes the table and makes it again under its name, as a restore does: empty, with another table id and another
   * stream, whose sequence numbers begin again at the lowest.
   */
  recreateTable(tableName: string): void {
    recreateTable(this.#state, tableName);
  }

  /** From now on DescribeStream is throttled past `perSecond` calls in a second of the wall clock; Infinity ends it. */
  limitDescribeStream(perSecond = 10): void {
    this.#state.describeLimit = new DescribeLimit(perSecond);
  }

  /**
   * Removes items whose time to live is over, as the service, in the order of a scan.
   * @param limit how many at most; all, unless given
   * @returns how many were removed
   */
  sweepExpired(tableName: string, limit = Infinity): number {
    return sweepExpired(this.#state, tableName, limit);
  }

  /**
   * A separate database that goes on from here; items and images are shared, since they never change.
   * @param options what shall be different in the copy, such as its clock
   */
  clone(options: Partial<DatabaseOptions> = {}): InMemoryDynamoDB {
    const settings: DatabaseSettings = { ...this.#state.settings, ...options };
    const copy = new InMemoryDynamoDB(settings);
    copy.#state = this.#state.clone(settings);
    copy.#requests = this.#requests;
    return copy;
  }

  /** Everything it holds as one text, a line for each table, item, stream, shard, change and token. */
  serialise(): string {
    return serialiseState(this.#state);
  }

  /** What `serialise` says, in 64 hexadecimal digits. */
  digest(): string {
    return createHash('sha256').update(this.serialise()).digest('hex');
  }
}

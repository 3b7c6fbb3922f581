import assert from 'node:assert/strict';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DeleteItemCommandInput,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type StreamViewType,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  type GetShardIteratorCommandInput,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import { systemClock, waitFor } from '@understudy/core';
import { comparable, outcomeOf } from './outcome.ts';
import type { DynamoDBSubject } from './dynamodb-subject.ts';

export type Attributes = Record<string, AttributeValue>;
type KeyType = 'S' | 'N' | 'B';

export interface TableShape {
  readonly hash?: KeyType;
  readonly range?: KeyType;
  readonly stream?: StreamViewType;
}

/** DynamoDB Local shows a change a few milliseconds after it answered. */
const STREAM_LIMIT_MS = 10_000;
const POLL_MS = 10;

type Without<Input, Field extends keyof Input> = Omit<Input, Field | 'TableName'>;

/** A table of the subject's, made for one case, and the requests that cases are made of. */
export class WorkTable {
  readonly subject: DynamoDBSubject;
  readonly name: string;

  constructor(subject: DynamoDBSubject, name: string) {
    this.subject = subject;
    this.name = name;
  }

  put(item: Attributes, more: Without<PutItemCommandInput, 'Item'> = {}) {
    return this.subject.dynamodb.send(new PutItemCommand({ TableName: this.name, Item: item, ...more }));
  }

  async get(key: Attributes, more: Without<GetItemCommandInput, 'Key'> = {}): Promise<unknown> {
    const command = new GetItemCommand({ TableName: this.name, Key: key, ...more });
    return comparable((await this.subject.dynamodb.send(command)).Item);
  }

  update(key: Attributes, more: Without<UpdateItemCommandInput, 'Key'> = {}) {
    return this.subject.dynamodb.send(new UpdateItemCommand({ TableName: this.name, Key: key, ...more }));
  }

  remove(key: Attributes, more: Without<DeleteItemCommandInput, 'Key'> = {}) {
    return this.subject.dynamodb.send(new DeleteItemCommand({ TableName: this.name, Key: key, ...more }));
  }

  async streamArn(): Promise<string> {
    const command = new DescribeTableCommand({ TableName: this.name });
    return (await this.subject.dynamodb.send(command)).Table?.LatestStreamArn ?? '';
  }

  async shards(): Promise<Shard[]> {
    const command = new DescribeStreamCommand({ StreamArn: await this.streamArn() });
    return (await this.subject.streams.send(command)).StreamDescription?.Shards ?? [];
  }

  async iterator(
    shardId: string | undefined,
    position: Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'SequenceNumber'>,
  ): Promise<string | undefined> {
    const StreamArn = await this.streamArn();
    const command = new GetShardIteratorCommand({ StreamArn, ShardId: shardId, ...position });
    return (await this.subject.streams.send(command)).ShardIterator;
  }

  async #recordsNow(): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    for (const { ShardId } of await this.shards()) {
      let next = await this.iterator(ShardId, { ShardIteratorType: 'TRIM_HORIZON' });
      while (next !== undefined) {
        const page = await this.subject.streams.send(new GetRecordsCommand({ ShardIterator: next }));
        records.push(...(page.Records ?? []));
        next = page.Records?.length === 0 ? undefined : page.NextShardIterator;
      }
    }
    return records;
  }

  /** Every record of the stream, once there are as many as expected. */
  async records(expected: number): Promise<StreamRecord[]> {
    let seen: StreamRecord[] = [];
    const enough = async () => {
      seen = await this.#recordsNow();
      return seen.length >= expected;
    };
    await waitFor(enough, { clock: systemClock(), everyMs: POLL_MS, limitMs: STREAM_LIMIT_MS });
    return seen;
  }
}

const keyNamed = (name: string, type: KeyType, kind: 'HASH' | 'RANGE') => ({
  schema: { AttributeName: name, KeyType: kind },
  definition: { AttributeName: name, AttributeType: type },
});

/** Makes tables that no other case has. */
export class Workbench {
  readonly #subject: () => DynamoDBSubject;
  readonly #prefix: string;
  #tables = 0;

  constructor(subject: () => DynamoDBSubject, prefix: string) {
    this.#subject = subject;
    this.#prefix = prefix;
  }

  get subject(): DynamoDBSubject {
    return this.#subject();
  }

  /** A name no table has yet. */
  freeName(): string {
    this.#tables += 1;
    return `${this.#prefix}-${this.#tables}`;
  }

  async table({ hash = 'S', range, stream }: TableShape = {}): Promise<WorkTable> {
    const keys = [
      keyNamed('pk', hash, 'HASH'),
      ...(range === undefined ? [] : [keyNamed('sk', range, 'RANGE')]),
    ];
    const name = this.freeName();
    await this.subject.dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keys.map(({ schema }) => schema),
        AttributeDefinitions: keys.map(({ definition }) => definition),
        ...(stream === undefined
          ? {}
          : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
      }),
    );
    return new WorkTable(this.subject, name);
  }
}

/** Asserts that a request fails with that error, and (where given) that message. */
export async function refuses(answer: Promise<unknown>, error: string, message?: string): Promise<void> {
  const outcome = await outcomeOf(answer);
  assert.ok('error' in outcome, `answered ${JSON.stringify(outcome)} instead of ${error}`);
  assert.equal(outcome.error, error, outcome.message);
  assert.equal(outcome.fault, 'client');
  assert.equal(outcome.status, 400);
  if (message !== undefined) assert.equal(outcome.message, message);
}

export const invalid = (answer: Promise<unknown>, message?: string): Promise<void> =>
  refuses(answer, 'ValidationException', message);

export const S = (text: string): AttributeValue => ({ S: text });
export const N = (number: number | string): AttributeValue => ({ N: String(number) });
export const B = (...bytes: number[]): AttributeValue => ({ B: Uint8Array.from(bytes) });

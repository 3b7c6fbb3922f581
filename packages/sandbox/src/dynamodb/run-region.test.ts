import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { prepareTable, withLocalRegion } from '../index.ts';
import { awaitTrue, isAlive } from '../test-support/await-true.ts';
import { archiveFolder, findClassArchive } from './class-archive/find-class-archive.ts';
import { findJar } from './find-jar.ts';
import { findJava } from './find-java.ts';

const region = withLocalRegion({ beforeAll, afterAll });
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let streamArn: string;

beforeAll(async () => {
  client = region().client({ maxAttempts: 1 });
  streams = new DynamoDBStreamsClient(region().clientConfig());
  const table = await prepareTable(client, { name: 'things', key: { pk: 'S', sk: 'N' } });
  streamArn = table.LatestStreamArn ?? '';
  expect(table).toMatchObject({
    TableStatus: 'ACTIVE',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

afterAll(() => streams.destroy());

const put = (sk: number, sender = client) =>
  sender.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' }, sk: { N: String(sk) } } }));

async function numbersThere(upTo: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let sk = 0; sk < upTo; sk += 1) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' }, sk: { N: String(sk) } } }),
    );
    if (Item !== undefined) found.push(sk);
  }
  return found;
}

async function recordsAfter(sequenceNumber?: string): Promise<readonly _Record[]> {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: StreamDescription?.Shards?.[0]?.ShardId,
      ...(sequenceNumber === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber }),
    }),
  );
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
}

describe('a region', () => {
  it('has its classes from the class archive of this checkout, where setup has made one', async () => {
    const archive = findClassArchive({ java: findJava(), jar: findJar(), folder: archiveFolder() });
    if (process.platform !== 'linux' || archive === undefined) return;
    expect(await readFile(`/proc/${region().pid}/maps`, 'utf8')).toContain(archive.file);
  });
});

const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => 'none',
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  );

describe('a region that is killed', () => {
  it('breaks what is in flight, refuses while it is dead, and comes back on its endpoint with its data and its stream', async () => {
    const { endpoint, pid } = region();
    for (let sk = 0; sk < 5; sk += 1) await put(sk);
    await awaitTrue(async () => (await recordsAfter()).length === 5);
    const before = await recordsAfter();
    let seen = false;
    const stop = region().watch(() => (seen = true));
    region().pause();
    const inFlight = put(99).catch((error: unknown) => error);
    await awaitTrue(() => seen);
    stop();

    await region().kill();

    expect(await inFlight).toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
    expect([region().state, isAlive(pid)]).toEqual(['killed', false]);
    expect(await codeOf(put(5))).toBe('ECONNREFUSED');

    await region().restart();

    expect([region().state, region().endpoint]).toEqual(['running', endpoint]);
    expect(await numbersThere(6)).toEqual([0, 1, 2, 3, 4]);
    expect(await recordsAfter()).toEqual(before);
    await put(5);
    const third = before[2]?.dynamodb?.SequenceNumber;
    await awaitTrue(async () => (await recordsAfter(third)).length === 3);
  });

  it('is noticed when the sandbox did not cause it', async () => {
    process.kill(region().pid, 'SIGKILL');
    await awaitTrue(() => region().state === 'killed');
    // On a new connection: a client may not have noticed yet that one it kept was closed.
    expect(await codeOf(put(6, region().client({ maxAttempts: 1 })))).toBe('ECONNREFUSED');
    expect(() => region().pause()).toThrow('UND_SANDBOX_REGION_STATE');
    // Each finds the region as the one before left it.
    await Promise.all([region().kill(), region().restart()]);
    expect(await codeOf(put(6))).toBe('none');
  });
});

describe('a region that is paused', () => {
  it('answers nothing, and carries out what it was sent once it goes on', async () => {
    const impatient = region().client({
      maxAttempts: 1,
      requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
    });
    region().pause();
    expect(region().state).toBe('paused');
    const request = impatient.send(
      new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' }, sk: { N: '100' } } }),
    );
    expect(await codeOf(request)).toBe('ETIMEDOUT');
    region().resume();
    await awaitTrue(async () => {
      const key = { pk: { S: 'a' }, sk: { N: '100' } };
      return (await client.send(new GetItemCommand({ TableName: 'things', Key: key }))).Item !== undefined;
    });
  });

  it('can be killed and restarted as it is', async () => {
    region().pause();
    await region().restart();
    expect(region().state).toBe('running');
    expect(() => region().resume()).toThrow('UND_SANDBOX_REGION_STATE');
    expect(await codeOf(put(7))).toBe('none');
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import { prepareTable, withLocalRegion, type Fault } from '../index.ts';
import { awaitTrue } from '../test-support/await-true.ts';

/** What distinguishes an error of the SDK. */
interface Told {
  readonly name: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly fault: string | undefined;
}

const region = withLocalRegion({ beforeAll, afterAll });
let direct: DynamoDBClient;
let client: DynamoDBClient;
let keys = 0;

const newKey = () => `key-${(keys += 1)}`;
const item = (pk: string) => ({ pk: { S: pk } });
const put = (pk: string) => client.send(new PutItemCommand({ TableName: 'things', Item: item(pk) }));
const get = (pk: string) => client.send(new GetItemCommand({ TableName: 'things', Key: item(pk) }));

/** Whether an item is there, asked past the proxy. */
async function isThere(pk: string): Promise<boolean> {
  const { Item } = await direct.send(
    new GetItemCommand({ TableName: 'things', Key: item(pk), ConsistentRead: true }),
  );
  return Item !== undefined;
}

function clientWith(requestHandler: DynamoDBClientConfig['requestHandler']): DynamoDBClient {
  return region().client({ maxAttempts: 1, ...(requestHandler !== undefined && { requestHandler }) });
}

async function tell(request: Promise<unknown>): Promise<Told | 'no error'> {
  try {
    await request;
    return 'no error';
  } catch (error) {
    const { name, code, $fault, $metadata } = error as Error & {
      code?: string;
      $fault?: string;
      $metadata?: { httpStatusCode?: number };
    };
    return { name, code, status: $metadata?.httpStatusCode, fault: $fault };
  }
}

beforeAll(async () => {
  direct = new DynamoDBClient({ ...region().clientConfig(), endpoint: region().directEndpoint });
  await prepareTable(direct, { name: 'things', key: { pk: 'S' } });
});

afterAll(() => direct.destroy());

beforeEach(() => {
  client = clientWith(undefined);
});

afterEach(() => region().faults.liftAll());

const error = (name: string, code?: string, status?: number, fault?: string): Told => ({
  name,
  code,
  status,
  fault,
});

describe('what the SDK raises at one attempt', () => {
  it.each<[Fault, Told, 'applied' | 'not applied']>([
    [{ kind: 'reset', when: 'before' }, error('TimeoutError', 'ECONNRESET'), 'not applied'],
    [{ kind: 'reset', when: 'after' }, error('TimeoutError', 'ECONNRESET'), 'applied'],
    [{ kind: 'truncate' }, error('Error', 'ECONNRESET', 200), 'applied'],
    [{ kind: 'garbage' }, error('SyntaxError', undefined, 200), 'applied'],
    [
      { kind: 'throttle' },
      error('ProvisionedThroughputExceededException', undefined, 400, 'client'),
      'not applied',
    ],
    [
      { kind: 'throttle', code: 'ThrottlingException' },
      error('ThrottlingException', undefined, 400, 'client'),
      'not applied',
    ],
    [
      { kind: 'throttle', code: 'RequestLimitExceeded' },
      error('RequestLimitExceeded', undefined, 400, 'client'),
      'not applied',
    ],
    [
      { kind: 'transaction-conflict' },
      error('TransactionConflictException', undefined, 400, 'client'),
      'not applied',
    ],
    [
      { kind: 'error', code: 'UnrecognizedClientException' },
      error('UnrecognizedClientException', undefined, 400, 'client'),
      'not applied',
    ],
    [{ kind: 'server-error' }, error('InternalServerError', undefined, 500, 'server'), 'not applied'],
    [
      { kind: 'server-error', when: 'after' },
      error('InternalServerError', undefined, 500, 'server'),
      'applied',
    ],
    [
      { kind: 'server-error', status: 503 },
      error('ServiceUnavailable', undefined, 503, 'server'),
      'not applied',
    ],
    [
      { kind: 'server-error', status: 503, body: 'none' },
      error('Unknown', undefined, 503, 'server'),
      'not applied',
    ],
    [
      { kind: 'server-error', status: 502, body: 'html' },
      error('SyntaxError', undefined, 502),
      'not applied',
    ],
  ])('%j', async (fault, expected, effect) => {
    const pk = newKey();
    await get(pk);
    const active = region().faults.add(fault);
    expect(await tell(put(pk))).toEqual(expected);
    expect(await isThere(pk)).toBe(effect === 'applied');
    await active.lift();
    expect(await tell(put(pk))).toBe('no error');
  });
});

describe('what the SDK raises without an answer', () => {
  it('refused connections, of old clients and of new ones', async () => {
    await get('any');
    const active = region().faults.add({ kind: 'refuse', existing: 'reset' });
    expect(
      await tell(clientWith(undefined).send(new GetItemCommand({ TableName: 'things', Key: item('any') }))),
    ).toEqual(error('Error', 'ECONNREFUSED'));
    expect(await tell(get('any'))).toEqual(error('Error', 'ECONNREFUSED'));
    await active.lift();
    expect(await tell(get('any'))).toBe('no error');
  });

  it.each<[string, Fault, DynamoDBClientConfig['requestHandler'], Told]>([
    [
      'requestTimeout',
      { kind: 'blackhole' },
      { requestTimeout: 100, throwOnRequestTimeout: true },
      error('TimeoutError', 'ETIMEDOUT'),
    ],
    ['socketTimeout', { kind: 'blackhole' }, { socketTimeout: 100 }, error('TimeoutError')],
    ['socketTimeout', { kind: 'stall' }, { socketTimeout: 100 }, error('TimeoutError', undefined, 200)],
    ['connectionTimeout', { kind: 'unreachable' }, { connectionTimeout: 100 }, error('TimeoutError')],
  ])('%s ends %j', async (_limit, fault, requestHandler, expected) => {
    client = clientWith(requestHandler);
    await region().faults.add(fault).inEffect;
    expect(await tell(put(newKey()))).toEqual(expected);
  });

  it.each<[Fault]>([[{ kind: 'blackhole' }], [{ kind: 'stall' }]])(
    'an abort signal ends %j',
    async (fault) => {
      const active = region().faults.add(fault);
      const abort = new AbortController();
      const told = tell(
        client.send(new PutItemCommand({ TableName: 'things', Item: item(newKey()) }), {
          abortSignal: abort.signal,
        }),
      );
      await awaitTrue(() => active.hits === 1);
      abort.abort();
      expect(await told).toMatchObject({ name: 'AbortError' });
    },
  );

  it('requestTimeout does not end a body that stalls', async () => {
    client = clientWith({ requestTimeout: 300, throwOnRequestTimeout: true, socketTimeout: 700 });
    region().faults.add({ kind: 'stall' });
    expect(await tell(put(newKey()))).toEqual(error('TimeoutError', undefined, 200));
  });

  it('a blackhole may have carried the request out', async () => {
    client = clientWith({ requestTimeout: 200, throwOnRequestTimeout: true });
    region().faults.add({ kind: 'blackhole', when: 'after' });
    const pk = newKey();
    expect(await tell(put(pk))).toMatchObject({ code: 'ETIMEDOUT' });
    expect(await isThere(pk)).toBe(true);
  });

  it('a delayed request lands after its sender gave up', async () => {
    client = clientWith({ requestTimeout: 50, throwOnRequestTimeout: true });
    region().faults.add({ kind: 'latency', ms: 250, jitterMs: 50 });
    const pk = newKey();
    expect(await tell(put(pk))).toMatchObject({ code: 'ETIMEDOUT' });
    expect(await isThere(pk)).toBe(false);
    await awaitTrue(() => isThere(pk));
  });
});

describe('the endpoint by its name', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN'] as const)(
    '%s fails new connections while old ones live on',
    async (code) => {
      const named = () => new DynamoDBClient({ ...region().namedClientConfig(), maxAttempts: 1 });
      const old = named();
      const young = named();
      const command = () => new GetItemCommand({ TableName: 'things', Key: item('any') });
      await old.send(command());
      const fault = region().faults.add({ kind: 'name', code });
      expect(await tell(old.send(command()))).toBe('no error');
      expect(await tell(young.send(command()))).toEqual(error('Error', code));
      await fault.lift();
      expect(await tell(young.send(command()))).toBe('no error');
      old.destroy();
      young.destroy();
    },
  );

  it('a look-up that is never answered is ended by connectionTimeout', async () => {
    const { requestHandler, ...rest } = region().namedClientConfig();
    const named = new DynamoDBClient({
      ...rest,
      requestHandler: { ...requestHandler, connectionTimeout: 100 },
      maxAttempts: 1,
    });
    region().faults.add({ kind: 'name', code: 'silence' });
    expect(await tell(named.send(new GetItemCommand({ TableName: 'things', Key: item('any') })))).toEqual(
      error('TimeoutError'),
    );
    named.destroy();
  });
});

describe('what DynamoDB Local never does by itself', () => {
  const writes = (pks: readonly string[]) => ({
    RequestItems: { things: pks.map((pk) => ({ PutRequest: { Item: item(pk) } })) },
  });

  it.each([
    ['half', {}, 2],
    ['some', { items: 1 }, 1],
    ['all', { items: 25 }, 3],
  ] as const)('leaves %s of a batch of writes undone', async (_share, how, undone) => {
    region().faults.add({ kind: 'unprocessed', ...how });
    const pks = [newKey(), newKey(), newKey()];
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand(writes(pks)));
    expect(UnprocessedItems).toEqual(writes(pks.slice(3 - undone)).RequestItems);
    expect(await Promise.all(pks.map(isThere))).toEqual(pks.map((_pk, index) => index < 3 - undone));
  });

  it('leaves keys of a batch of reads undone', async () => {
    const pks = [newKey(), newKey()];
    await client.send(new BatchWriteItemCommand(writes(pks)));
    region().faults.add({ kind: 'unprocessed', items: 1, times: 1 });
    const asked = { things: { Keys: pks.map(item), ConsistentRead: true } };
    const first = await client.send(new BatchGetItemCommand({ RequestItems: asked }));
    expect(first.Responses?.['things']).toEqual([item(pks[0] ?? '')]);
    expect(first.UnprocessedKeys).toEqual({ things: { Keys: [item(pks[1] ?? '')], ConsistentRead: true } });
    const second = await client.send(new BatchGetItemCommand({ RequestItems: first.UnprocessedKeys }));
    expect(second.Responses?.['things']).toEqual([item(pks[1] ?? '')]);
  });

  it('cancels a transaction for a conflict, item by item', async () => {
    region().faults.add({ kind: 'transaction-conflict', operations: ['TransactWriteItems'] });
    const pks = [newKey(), newKey()];
    const request = client.send(
      new TransactWriteItemsCommand({
        TransactItems: pks.map((pk) => ({ Put: { TableName: 'things', Item: item(pk) } })),
      }),
    );
    await expect(request).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None]',
      CancellationReasons: [
        { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
        { Code: 'None' },
      ],
    });
    expect(await isThere(pks[0] ?? '')).toBe(false);
  });
});

describe('limits of a fault', () => {
  it('strikes the operations it names, as often as told', async () => {
    const fault = region().faults.add({ kind: 'throttle', operations: ['PutItem'], times: 2 });
    const outcomes = [
      await tell(get('any')),
      await tell(put(newKey())),
      await tell(put(newKey())),
      await tell(put(newKey())),
    ];
    expect(outcomes.map((each) => each !== 'no error')).toEqual([false, true, true, false]);
    expect([fault.hits, fault.active]).toEqual([2, false]);
  });

  it('strikes the requests of the senders it names, which their SDK tells', async () => {
    const fault = region().faults.add({ kind: 'throttle', senders: ['orch-1'] });
    const named = new DynamoDBClient({
      ...region().clientConfig(),
      userAgentAppId: 'orch-1',
      maxAttempts: 1,
    });
    const request = () => new GetItemCommand({ TableName: 'things', Key: item('any') });
    await expect(named.send(request())).rejects.toThrow('throughput');
    named.destroy();
    await client.send(request());
    expect(fault.hits).toBe(1);
    await fault.lift();
  });

  it.each<[string, unknown]>([
    ['one of the kinds', { kind: 'earthquake' }],
    ['a share above 0', { kind: 'garbage', share: 0 }],
    ['a whole number of times', { kind: 'garbage', times: 1.5 }],
    ['no operations', { kind: 'refuse', operations: ['PutItem'] }],
    ['no senders', { kind: 'unreachable', senders: ['orch-1'] }],
    ['no operations', { kind: 'name', code: 'ENOTFOUND', operations: ['PutItem'] }],
    ['milliseconds from 0', { kind: 'latency', ms: -1 }],
    ['a whole number of items', { kind: 'unprocessed', items: 0 }],
  ])('refuses one without %s', (expected, fault) => {
    expect(() => region().faults.add(fault as Fault)).toThrow(expected);
    expect(() => region().faults.add(fault as Fault)).toThrow('UND_SANDBOX_FAULT_INVALID');
  });

  it('lets requests be watched as they come, with who signed them', async () => {
    const seen: (string | undefined)[] = [];
    const stop = region().watch(({ operation, header }) => {
      seen.push(
        operation,
        /Credential=(\w+)\/\d+\/([\w-]+)\//
          .exec(header('authorization') ?? '')
          ?.slice(1)
          .join(' '),
      );
    });
    await get('any');
    stop();
    await get('any');
    expect(seen).toEqual(['GetItem', 'understudy us-east-1']);
  });
});

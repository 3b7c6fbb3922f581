import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { crc32, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moving, steady } from '@understudy/route/testing';
import {
  AUDIT,
  ORDERS,
  STANDBY,
  withService,
  WRITER,
  type OpenedGateway,
} from './test-support/with-service.ts';
import { nameOf, speak } from './test-support/speak.ts';

const service = withService({ beforeAll, afterAll });
let opened: OpenedGateway;
let address: string;

beforeAll(async () => {
  opened = await service().open();
  ({ address } = opened.gateway);
});

const Item = { pk: { S: 'raw' }, n: { N: '1.5' }, b: { B: 'AQ==' } };
const put = { TableName: ORDERS, Item };

/** Sends bytes, and gives all that comes until the gateway closes, or until `enough` of it has come. */
async function exchange(
  bytes: string | Buffer,
  enough: (text: string) => boolean = () => false,
): Promise<string> {
  const socket = await open();
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    if (enough(text)) break;
  }
  socket.destroy();
  return text;
}

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function post(body: string, headers = ''): string {
  return `POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: DynamoDB_20120810.PutItem\r\ncontent-type: application/x-amz-json-1.0\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a compressed body', () => {
  it.each(['gzip', 'deflate', 'br', 'zstd'])(
    '%s is refused by name, and nothing of it is written (fault G9)',
    async (encoding) => {
      const body = gzipSync(JSON.stringify({ TableName: ORDERS, Item: { pk: { S: 'zipped' } } }));
      const answer = await speak(address, 'PutItem', body, { headers: { 'content-encoding': encoding } });
      expect([answer.status, nameOf(answer)]).toEqual([400, 'SerializationException']);
      expect(answer.headers['x-understudy-error']).toBe('UND_GATEWAY_ENCODING_REFUSED');
      const read = await speak(address, 'GetItem', { TableName: ORDERS, Key: { pk: { S: 'zipped' } } });
      expect(read.json).toEqual({});
    },
  );

  it('that says it is none is taken', async () => {
    const answer = await speak(address, 'PutItem', put, { headers: { 'content-encoding': 'identity' } });
    expect(answer.status).toBe(200);
  });
});

describe('an answer', () => {
  it('has the headers that SDKs look at, and says where it came from', async () => {
    await speak(address, 'PutItem', put);
    const { status, headers, text } = await speak(address, 'GetItem', {
      TableName: ORDERS,
      Key: { pk: Item.pk },
    });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ Item });
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(text)),
      'x-amz-crc32': String(crc32(text)),
      'x-amzn-requestid': expect.stringMatching(/^[\w-]{36,}$/),
      'x-understudy-region': WRITER,
      'x-understudy-epoch': '1',
    });
  });

  it('is forwarded byte by byte where it has no stamp', async () => {
    await speak(address, 'PutItem', { TableName: AUDIT, Item });
    const read = { TableName: AUDIT, Key: { pk: Item.pk } };
    const direct = await speak(service().cloud.region(WRITER).directEndpoint, 'GetItem', read);
    const through = await speak(address, 'GetItem', read);
    expect(through.text).toBe(direct.text);
    expect(through.headers['x-amz-crc32']).toBe(String(crc32(direct.text)));
  });

  it('is the same for a body in pieces', async () => {
    const body = JSON.stringify(put);
    const pieces = [body.slice(0, 9), body.slice(9)]
      .map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`)
      .join('');
    const text = await exchange(
      `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-amz-target: DynamoDB_20120810.PutItem\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n${pieces}0\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1.1 200 OK/);
    expect(text).toMatch(/\{\}$/);
  });

  it('comes to each request of a pipeline in its turn, and writes are made in that order', async () => {
    const bodies = Array.from({ length: 20 }, (_, n) =>
      JSON.stringify({
        TableName: ORDERS,
        Item: { pk: { S: 'pipe' }, n: { N: String(n) } },
        ReturnValues: 'ALL_OLD',
      }),
    );
    const text = await exchange(
      bodies.map((body) => post(body)).join(''),
      (all) => (all.match(/HTTP\/1.1 200/g) ?? []).length === 20 && all.endsWith('}'),
    );
    const olds = [...text.matchAll(/"n":\{"N":"(\d+)"\}/g)].map(([, n]) => Number(n));
    expect(olds).toEqual(Array.from({ length: 19 }, (_, n) => n));
  });
});

describe('a request that is not one', () => {
  it.each([
    ['no JSON', '{"TableName":', 'SerializationException'],
    ['nothing', '', 'SerializationException'],
    ['a list', '[]', 'SerializationException'],
    ['a text', '"x"', 'SerializationException'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'SerializationException'],
    ['a table that is a number', '{"TableName":5}', 'SerializationException'],
    ['an item that is a list', `{"TableName":"${ORDERS}","Item":[]}`, 'SerializationException'],
    [
      'a condition that is a list',
      `{"TableName":"${ORDERS}","Item":{},"ConditionExpression":[]}`,
      'SerializationException',
    ],
    ['no key', `{"TableName":"${ORDERS}","Item":{}}`, 'ValidationException'],
    ['an item that is null', `{"TableName":"${ORDERS}","Item":null}`, 'ValidationException'],
  ])('is refused in DynamoDB’s words: %s', async (_what, body, name) => {
    const answer = await speak(address, 'PutItem', body);
    expect([answer.status, nameOf(answer)]).toEqual([400, name]);
    expect(answer.headers['x-amz-crc32']).toBe(String(crc32(answer.text)));
  });

  it.each([
    ['PutItem', { ...put, ConditionExpression: null, Expected: null }],
    ['PutItem', { ...put, UpdateExpression: '' }],
    ['PutItem', { ...put, AttributeUpdates: {}, ConditionExpression: 'attribute_exists(pk)' }],
    ['UpdateItem', { TableName: ORDERS, Key: { pk: Item.pk }, Item: 5, UpdateExpression: 'SET a = pk' }],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { ...put, Expected: {}, ConditionExpression: 'attribute_exists(pk)' } }] },
    ],
    ['BatchWriteItem', { RequestItems: { [ORDERS]: [{ PutRequest: { Item, ConditionExpression: '' } }] } }],
  ])('goes out with its stamp where DynamoDB would take it all the same: %s', async (operation, input) => {
    await speak(address, 'PutItem', put);
    const stampOf = async () => {
      const read = { TableName: ORDERS, Key: { pk: Item.pk }, ConsistentRead: true };
      const { json } = await speak(service().cloud.region(WRITER).directEndpoint, 'GetItem', read);
      return (json as { Item: Record<string, unknown> }).Item['understudy:v'];
    };
    const before = await stampOf();
    expect((await speak(address, operation, input)).status).toBe(200);
    const after = await stampOf();
    expect(after).toBeDefined();
    expect(after).not.toEqual(before);
  });
});

describe('a request that is unusual', () => {
  it('with an unknown operation is forwarded unchanged; one without an operation is refused', async () => {
    const unknown = await speak(address, 'MakeItem', {});
    expect([unknown.status, nameOf(unknown)]).toEqual([400, 'UnknownOperationException']);
    expect(unknown.headers['x-understudy-region']).toBeUndefined();
    const nothing = await speak(address, 'PutItem', put, { headers: { 'x-amz-target': '' } });
    expect(nameOf(nothing)).toBe('UnknownOperationException');
    const other = await speak(address, 'PutItem', put, {
      headers: { 'content-type': 'application/x-amz-cbor-1.1' },
    });
    expect(nameOf(other)).toBe('UnknownOperationException');
    expect((await speak(address, 'PutItem', put, { path: '/elsewhere' })).status).toBe(404);
    expect((await speak(address, 'PutItem', put, { method: 'OPTIONS' })).status).toBe(404);
    expect(await opened.gateway.metrics()).toMatch(/requests_total\{operation="unknown",status="400"\} \d/);
  });

  it('of an older API, which would write without a stamp, is refused (fault D22)', async () => {
    const old = await speak(address, 'PutItem', put, {
      headers: { 'x-amz-target': 'DynamoDB_20111205.PutItem' },
    });
    expect([old.status, nameOf(old)]).toEqual([400, 'ValidationException']);
    expect(old.headers['x-understudy-error']).toBe('UND_FAILOVER_CLIENT_OPERATION_UNKNOWN');
  });

  it('does not come from a web page', async () => {
    const answer = await speak(address, 'PutItem', put, { headers: { host: 'evil.example' } });
    expect([answer.status, nameOf(answer)]).toEqual([400, 'AccessDeniedException']);
    expect(answer.headers['x-understudy-error']).toBe('UND_GATEWAY_HOST_REFUSED');
  });

  it('is answered and closed where it is not HTTP, or its headers are too long', async () => {
    expect(await exchange('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*SerializationException/s);
    const oversized = await exchange(post('{}', `x-long: ${'x'.repeat(40_000)}\r\n`));
    expect(oversized).toMatch(/^HTTP\/1.1 431 /);
    const twoLengths = await exchange(post('{}', 'content-length: 7\r\n'));
    expect(twoLengths).toMatch(/^HTTP\/1.1 400 /);
  });

  it('is dropped where its body is missing or cut short', async () => {
    const socket = await open();
    socket.write(post(JSON.stringify(put)).slice(0, -5));
    await until(() => opened.gateway.inFlight() === 1);
    socket.destroy();
    await until(() => opened.gateway.inFlight() === 0);
  });
});

describe('limits', () => {
  it('disconnect a slow client', async () => {
    const slow = await service().open({ limits: { headersTimeoutMs: 100, requestTimeoutMs: 200 } });
    const before = address;
    ({ address } = slow.gateway);
    try {
      expect(await exchange('POST / HTTP/1.1\r\nhost: localhost\r\n')).toMatch(/^HTTP\/1.1 408 /);
      expect(await exchange(post(JSON.stringify(put)).slice(0, -5))).toMatch(/^HTTP\/1.1 408 /);
    } finally {
      address = before;
    }
  });

  it('refuse a larger body, and the client can read why', async () => {
    const small = await service().open({ limits: { maxBodyBytes: 1_000, maxHeldBytes: 1_500 } });
    const large = JSON.stringify({ ...put, Item: { ...Item, text: { S: 'x'.repeat(2_000) } } });
    const refused = await speak(small.gateway.address, 'PutItem', large);
    expect([refused.status, nameOf(refused)]).toEqual([413, 'RequestEntityTooLargeException']);
    expect((await speak(small.gateway.address, 'PutItem', put)).status).toBe(200);
  });

  it('tell SDKs to slow down past the requests in flight', async () => {
    const busy = await service().open({ limits: { maxInFlight: 2 }, route: moving() });
    const read = { TableName: ORDERS, Key: { pk: Item.pk }, ConsistentRead: true };
    const waiting = [1, 2].map(() => speak(busy.gateway.address, 'PutItem', put));
    await until(() => busy.gateway.inFlight() === 2);
    const refused = await speak(busy.gateway.address, 'GetItem', read);
    expect([refused.status, nameOf(refused)]).toEqual([400, 'ThrottlingException']);
    await busy.setRoute(steady());
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await speak(busy.gateway.address, 'GetItem', read)).status).toBe(200);
  });
});

describe('operations beside items', () => {
  it('that change tables are refused, unless they are let through', async () => {
    const table = {
      TableName: 'made',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    };
    const refused = await speak(address, 'CreateTable', table);
    expect([refused.status, nameOf(refused)]).toEqual([400, 'AccessDeniedException']);
    expect(refused.json['message']).toMatch(/^UND_GATEWAY_TABLE_CHANGE_REFUSED: /);
    const open = await service().open({ allowTableChanges: true });
    expect((await speak(open.gateway.address, 'CreateTable', table)).status).toBe(200);
    expect((await speak(open.gateway.address, 'DeleteTable', { TableName: 'made' })).status).toBe(200);
  });

  it('that discover endpoints name the gateway itself', async () => {
    const { json } = await speak(address, 'DescribeEndpoints', {});
    expect(json).toEqual({ Endpoints: [{ Address: new URL(address).host, CachePeriodInMinutes: 1_440 }] });
  });

  it('of streams are forwarded', async () => {
    const { json } = await speak(address, 'DynamoDBStreams_20120810.ListStreams', {});
    const [{ StreamArn } = { StreamArn: '' }] = json['Streams'] as { StreamArn: string }[];
    const described = await speak(address, 'DynamoDBStreams_20120810.DescribeStream', { StreamArn });
    expect(described.json['StreamDescription']).toMatchObject({ StreamStatus: 'ENABLED' });
  });

  it('by PartiQL that write to stamped tables are refused as invalid', async () => {
    const answer = await speak(address, 'ExecuteStatement', {
      Statement: `DELETE FROM ${ORDERS} WHERE pk = 'raw'`,
    });
    expect([answer.status, nameOf(answer)]).toEqual([400, 'ValidationException']);
  });
});

describe('the route', () => {
  it('is waited for, and followed', async () => {
    const { gateway, setRoute } = await service().open({ route: moving() });
    const state = async () =>
      JSON.parse((await speak(gateway.address, '', '', { method: 'GET', path: '/readyz' })).text) as object;
    expect(await state()).toMatchObject({ ready: false, region: WRITER, epoch: 1, phase: 'moving' });
    const waiting = speak(gateway.address, 'PutItem', { TableName: ORDERS, Item: { pk: { S: 'moved' } } });
    await until(() => gateway.inFlight() === 1);
    await setRoute(steady(STANDBY, 2));
    expect((await waiting).headers).toMatchObject({
      'x-understudy-region': STANDBY,
      'x-understudy-epoch': '2',
    });
    expect(await state()).toMatchObject({ ready: true, region: STANDBY, epoch: 2, phase: 'steady' });
  });

  it('that does not come in time is answered as an unavailable service, and nothing is written', async () => {
    const { gateway } = await service().open({ route: moving() });
    const answer = await speak(gateway.address, 'PutItem', {
      TableName: ORDERS,
      Item: { pk: { S: 'never' } },
    });
    expect([answer.status, nameOf(answer)]).toEqual([503, 'ServiceUnavailable']);
    expect(answer.json['message']).toMatch(/^UND_FAILOVER_CLIENT_WRITE_DEADLINE: /);
    expect(answer.headers['x-understudy-error']).toBe('UND_FAILOVER_CLIENT_WRITE_DEADLINE');
  });

  it('that a client did not wait for writes nothing, and is not logged as broken', async () => {
    const said: unknown[] = [];
    const { gateway, setRoute } = await service().open({
      route: moving(),
      onEvent: (event) => said.push(event),
    });
    const leaving = new AbortController();
    const Gone = { pk: { S: 'gone' } };
    const left = speak(
      gateway.address,
      'PutItem',
      { TableName: ORDERS, Item: Gone },
      { signal: leaving.signal },
    );
    const ended = expect(left).rejects.toThrow();
    await until(() => gateway.inFlight() === 1);
    leaving.abort();
    await ended;
    await until(() => gateway.inFlight() === 0);
    expect(JSON.stringify(said)).not.toContain('gateway.broken');
    await setRoute(steady());
    const read = { TableName: ORDERS, Key: Gone, ConsistentRead: true };
    expect((await speak(gateway.address, 'GetItem', read)).json).toEqual({});
  });
});

describe('an answer that is lost', () => {
  it('fails a write that adds, with a status that no SDK repeats', async () => {
    const fault = service()
      .cloud.region(WRITER)
      .faults.add({ kind: 'reset', when: 'after', operations: ['UpdateItem'], times: 1 });
    const add = {
      TableName: ORDERS,
      Key: { pk: { S: 'adds' } },
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    };
    const answer = await speak(address, 'UpdateItem', add);
    expect([answer.status, nameOf(answer)]).toEqual([409, 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS']);
    expect(fault.hits).toBe(1);
    const read = { TableName: ORDERS, Key: add.Key, ConsistentRead: true };
    expect((await speak(address, 'GetItem', read)).json).toEqual({ Item: { ...add.Key, n: { N: '1' } } });
  });

  it.each([
    [{ kind: 'garbage' }],
    [{ kind: 'truncate' }],
    [{ kind: 'reset', when: 'before' }],
    [{ kind: 'server-error', status: 503, body: 'html' }],
    [{ kind: 'throttle' }],
    [{ kind: 'blackhole' }],
  ] as const)('survives %j: the write is sent again', async (kind) => {
    const fault = service()
      .cloud.region(WRITER)
      .faults.add({ ...kind, operations: ['PutItem'], times: 1 });
    const answer = await speak(address, 'PutItem', put);
    expect([fault.hits, answer.status, answer.text]).toEqual([1, 200, '{}']);
  });
});

describe('at shutdown, the gateway', () => {
  it('lets requests finish, fails those that wait, and closes in time', async () => {
    const { gateway } = await service().open({ route: moving(), limits: { drainMs: 200 } });
    const waiting = speak(gateway.address, 'PutItem', put);
    await until(() => gateway.inFlight() === 1);
    const closed = gateway.close();
    const answer = await waiting;
    await closed;
    expect([answer.status, nameOf(answer)]).toEqual([503, 'ServiceUnavailable']);
    expect(answer.headers['connection']).toBe('close');
    expect(answer.json['message']).toMatch(/UND_FAILOVER_CLIENT_CLOSED/);
    await expect(speak(gateway.address, 'PutItem', put)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
  });
});

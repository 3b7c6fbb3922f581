import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  waitUntilTableExists,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { HandLease, merging, moving, steady } from '@understudy/route/testing';
import { FailoverDynamoDBClient } from '../failover-dynamodb-client.ts';
import { AUDIT, LINES, ORDERS, STANDBY, withService, WRITER } from '../test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const key = (pk: string) => ({ pk: { S: pk } });
const rawItem = async (pk: string, region = WRITER) => {
  const read = new GetItemCommand({ TableName: ORDERS, Key: key(pk), ConsistentRead: true });
  return (await service().direct(region).send(read)).Item;
};

/** Host and signing region of every request that reaches a region while `action` runs. */
async function onTheWire(action: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const unwatch = [WRITER, STANDBY].map((name) => {
    const region = service().cloud.region(name);
    return region.watch(({ operation, header }) => {
      const signed = /Credential=[^/]+\/\d+\/([^/]+)\/dynamodb\//.exec(header('authorization') ?? '')?.[1];
      const own = header('host') === new URL(region.endpoint).host;
      seen.push(
        `${operation ?? ''} at ${name}, host ${own ? 'its own' : 'another'}, signed for ${signed ?? 'nothing'}`,
      );
    });
  });
  await action();
  for (const stop of unwatch) stop();
  return seen;
}

describe('region and signature of each attempt', () => {
  it('follow the route, there and back', async () => {
    // On a busy machine an attempt of the usual length is made again.
    const { client, lease } = service().open({
      understudy: { limits: { leaseMs: 9_000, attemptTimeoutMs: 8_000 } },
    });
    const put = () => client.send(new PutItemCommand({ TableName: ORDERS, Item: key('wire') }));
    const seen = await onTheWire(async () => {
      await put();
      lease.set(steady(STANDBY, 2));
      await put();
      lease.set(steady(WRITER, 3));
      await put();
    });
    expect(seen).toEqual([
      `PutItem at ${WRITER}, host its own, signed for ${WRITER}`,
      `PutItem at ${STANDBY}, host its own, signed for ${STANDBY}`,
      `PutItem at ${WRITER}, host its own, signed for ${WRITER}`,
    ]);
    expect((await rawItem('wire', STANDBY))?.['understudy:v']?.S).toMatch(/^0000000002\|eu-central-1/);
  });

  it('are those of each request among many to both regions at once', async () => {
    // On a busy machine a read of the standby that takes longer goes to the writer.
    const limits = { leaseMs: 9_000, attemptTimeoutMs: 8_000 };
    const { client } = service().open({ understudy: { reads: 'standby', limits } });
    const seen = await onTheWire(() =>
      Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          at % 2 === 0
            ? client.send(new PutItemCommand({ TableName: ORDERS, Item: key(`m${at}`) }))
            : client.send(new GetItemCommand({ TableName: ORDERS, Key: key('m') })),
        ),
      ),
    );
    expect(new Set(seen)).toEqual(
      new Set([
        `PutItem at ${WRITER}, host its own, signed for ${WRITER}`,
        `GetItem at ${STANDBY}, host its own, signed for ${STANDBY}`,
      ]),
    );
    // More where an answer was late.
    expect(seen.length).toBeGreaterThanOrEqual(40);
  });
});

describe('endpoint and region of the client', () => {
  it("are AWS's own where no endpoint is given, and the environment's endpoint is for none of them", async () => {
    const hosts: string[] = [];
    const lease = new HandLease(steady());
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    const client = new FailoverDynamoDBClient({
      credentials: { accessKeyId: 'understudy', secretAccessKey: 'understudy' },
      requestHandler: {
        handle: async ({ hostname, headers }: { hostname: string; headers: Record<string, string> }) => {
          hosts.push(`${hostname} ${/\/([^/]+)\/dynamodb/.exec(headers.authorization ?? '')?.[1] ?? ''}`);
          throw Object.assign(new Error('no network here'), { name: 'AccessDeniedException' });
        },
      } as never,
      understudy: {
        service: 'shop',
        regions: { [WRITER]: {}, [STANDBY]: {} },
        tables: [ORDERS],
        route: lease,
        warmEveryMs: 0,
      },
    });
    try {
      for (const route of [steady(WRITER, 1), steady(STANDBY, 2)]) {
        lease.set(route);
        await expect(client.send(new GetItemCommand({ TableName: ORDERS, Key: key('a') }))).rejects.toThrow();
      }
    } finally {
      delete process.env.AWS_ENDPOINT_URL;
      client.destroy();
    }
    expect(hosts).toEqual([
      `dynamodb.${WRITER}.amazonaws.com ${WRITER}`,
      `dynamodb.${STANDBY}.amazonaws.com ${STANDBY}`,
    ]);
  });

  it('tell the client’s region: that of the writer', async () => {
    const { client, lease } = service().open();
    expect(await client.config.region()).toBe(WRITER);
    lease.set(steady(STANDBY, 2));
    expect(await client.config.region()).toBe(STANDBY);
    lease.set(moving(2));
    expect(await client.config.region()).toBe(WRITER);
  });
});

describe('whatever takes a DynamoDBClient', () => {
  it('takes it: the document client', async () => {
    const { client } = service().open();
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    await documents.send(new PutCommand({ TableName: ORDERS, Item: { pk: 'doc', n: 1, gone: undefined } }));
    const updated = await documents.send(
      new UpdateCommand({
        TableName: ORDERS,
        Key: { pk: 'doc' },
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toEqual({ pk: 'doc', n: 2 });
    const { Item, $metadata } = await documents.send(
      new GetCommand({ TableName: ORDERS, Key: { pk: 'doc' }, ConsistentRead: true }),
    );
    expect(Item).toEqual({ pk: 'doc', n: 2 });
    expect($metadata).toMatchObject({
      httpStatusCode: 200,
      attempts: 1,
      understudy: { region: WRITER, role: 'writer', epoch: 1, possiblyStale: false },
    });
    expect((await rawItem('doc'))?.['understudy:v']?.S).toMatch(/^0000000001\|us-east-1/);
  });

  it('takes it: the document client, where answers are put together from several requests', async () => {
    const { client, lease } = service().open();
    lease.set(merging());
    const documents = DynamoDBDocumentClient.from(client);
    await documents.send(
      new BatchWriteCommand({
        RequestItems: {
          [ORDERS]: [
            { PutRequest: { Item: { pk: 'd1', n: 1 } } },
            { PutRequest: { Item: { pk: 'd2', n: 2 } } },
          ],
          [AUDIT]: [{ PutRequest: { Item: { pk: 'd3' } } }],
        },
      }),
    );
    const removed = await documents.send(
      new DeleteCommand({ TableName: ORDERS, Key: { pk: 'd1' }, ReturnValues: 'ALL_OLD' }),
    );
    expect(removed.Attributes).toEqual({ pk: 'd1', n: 1 });
    expect(removed.$metadata.httpStatusCode).toBe(200);
    await documents.send(
      new TransactWriteCommand({
        TransactItems: [{ Delete: { TableName: ORDERS, Key: { pk: 'd2' } } }],
      }),
    );
    expect(await rawItem('d2')).toBeUndefined();
  });
});

describe('whatever takes a client of either kind', () => {
  it('takes it: paginators of both clients', async () => {
    const { client } = service().open();
    const documents = DynamoDBDocumentClient.from(client);
    for (let sk = 1; sk <= 5; sk += 1) {
      await documents.send(new PutCommand({ TableName: LINES, Item: { pk: 'pages', sk } }));
    }
    const pages = paginateQuery(
      { client: documents, pageSize: 2 },
      { TableName: LINES, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': 'pages' } },
    );
    const items: unknown[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    expect(items).toEqual([1, 2, 3, 4, 5].map((sk) => ({ pk: 'pages', sk })));

    let scanned = 0;
    for await (const { Items = [] } of paginateScan({ client, pageSize: 3 }, { TableName: LINES })) {
      scanned += Items.length;
      for (const item of Items) expect(item).not.toHaveProperty(['understudy:v']);
    }
    expect(scanned).toBe(5);
  });

  it('takes it: waiters', async () => {
    const { client } = service().open();
    const waited = await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 5 }, { TableName: ORDERS });
    expect(waited.state).toBe('SUCCESS');
  });

  it('takes it: callbacks', async () => {
    const { client } = service().open();
    const answer = await new Promise((resolve, reject) => {
      client.send(new DescribeTableCommand({ TableName: ORDERS }), (error: unknown, data) =>
        error === null ? resolve(data?.Table?.TableName) : reject(error as Error),
      );
    });
    expect(answer).toBe(ORDERS);
  });
});

const STEPS = ['initialize', 'serialize', 'build', 'finalizeRequest', 'deserialize'] as const;

/** Counts the requests at each step, and notes the steps where an answer shows a stamp. */
function listen(client: DynamoDBClient) {
  const passed: Record<string, number> = {};
  const stamped = new Set<string>();
  for (const step of STEPS) {
    client.middlewareStack.add(
      ((next: (args: never) => Promise<{ output: unknown }>) => async (args: never) => {
        passed[step] = (passed[step] ?? 0) + 1;
        const result = await next(args);
        if (JSON.stringify(result.output).includes('understudy:v')) stamped.add(step);
        return result;
      }) as never,
      { step, name: `listen-${step}`, priority: 'high' } as never,
    );
  }
  return { passed, stamped };
}

describe("the caller's middleware", () => {
  it('runs at every step, and sees no stamp in an answer', async () => {
    const { client } = service().open();
    await client.send(new PutItemCommand({ TableName: ORDERS, Item: key('mw') }));
    const { passed, stamped } = listen(client);
    await client.send(new GetItemCommand({ TableName: ORDERS, Key: key('mw') }));
    await client.send(new PutItemCommand({ TableName: ORDERS, Item: key('mw'), ReturnValues: 'ALL_OLD' }));
    expect(passed).toEqual(Object.fromEntries(STEPS.map((step) => [step, 2])));
    expect(stamped).toEqual(new Set());
  });

  it('runs once for a request before the engine, and once for each attempt after it', async () => {
    const { client } = service().open();
    const { passed } = listen(client);
    const fault = service().cloud.region(WRITER).faults.add({ kind: 'reset', when: 'before', times: 2 });
    await client.send(new PutItemCommand({ TableName: ORDERS, Item: key('mw') }));
    expect(fault.hits).toBe(2);
    expect(passed).toEqual({ initialize: 1, serialize: 1, build: 3, finalizeRequest: 3, deserialize: 3 });
  });

  it('changes requests and answers, also those of the parts of a batch', async () => {
    const { client } = service().open();
    interface Built {
      readonly request: { readonly headers: Record<string, string> };
    }
    client.middlewareStack.add(
      ((next: (args: Built) => Promise<unknown>) => async (args: Built) => {
        args.request.headers['x-shop'] = 'yes';
        return next(args);
      }) as never,
      { step: 'build', name: 'x-shop' } as never,
    );
    const headers: (string | undefined)[] = [];
    const unwatch = service()
      .cloud.region(WRITER)
      .watch(({ header }) => headers.push(header('x-shop')));
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { [ORDERS]: [{ PutRequest: { Item: key('x1') } }] } }),
    );
    unwatch();
    expect(headers).toEqual(['yes']);
  });

  it("of one command alone runs, as the document client's does", async () => {
    const { client } = service().open();
    const command = new GetItemCommand({ TableName: ORDERS, Key: key('mw') });
    let seen = 0;
    command.middlewareStack.addRelativeTo(
      ((next: (args: object) => Promise<unknown>) => async (args: object) => {
        seen += 1;
        return next(args);
      }) as never,
      { relation: 'before', toMiddleware: 'serializerMiddleware', name: 'mine' },
    );
    await client.send(command);
    expect(seen).toBe(1);
  });
});

describe("the caller's abort signal", () => {
  const aborted = expect.objectContaining({ name: 'AbortError' });

  it('ends a request before it is sent, while it is in flight, and while it waits for a route', async () => {
    const { client, lease } = service().open();
    const put = (abortSignal: AbortSignal) =>
      client.send(new PutItemCommand({ TableName: ORDERS, Item: key('abort') }), { abortSignal });
    await expect(put(AbortSignal.abort())).rejects.toEqual(aborted);

    const fault = service().cloud.region(WRITER).faults.add({ kind: 'latency', ms: 5_000 });
    const inFlight = new AbortController();
    const sent = put(inFlight.signal);
    const refused = expect(sent).rejects.toEqual(aborted);
    setTimeout(() => inFlight.abort(), 50);
    await refused;
    await fault.lift();

    lease.set(moving());
    const waiting = new AbortController();
    const waits = put(waiting.signal);
    const given = expect(waits).rejects.toEqual(aborted);
    setTimeout(() => waiting.abort(), 20);
    await given;
  });

  it('gives its reason as the cause', async () => {
    const { client, lease } = service().open();
    lease.set(moving());
    const reason = new Error('the visitor left');
    const controller = new AbortController();
    const sent = client.send(new PutItemCommand({ TableName: ORDERS, Item: key('abort') }), {
      abortSignal: controller.signal,
    });
    const refused = expect(sent).rejects.toMatchObject({ name: 'AbortError', cause: reason });
    controller.abort(reason);
    await refused;
  });
});

describe('a client', () => {
  it('refuses options of the SDK that it decides itself', () => {
    for (const sdk of [{ region: 'us-east-1' }, { endpoint: 'http://127.0.0.1:1' }, { maxAttempts: 3 }]) {
      expect(() => service().open({ sdk: sdk as object })).toThrow(
        expect.objectContaining({ code: 'UND_FAILOVER_CLIENT_OPTION_INVALID' }),
      );
    }
  });

  it('fails waiting requests once it is destroyed', async () => {
    const { client, lease } = service().open();
    lease.set(moving());
    const waits = client.send(new DeleteItemCommand({ TableName: ORDERS, Key: key('late') }));
    const refused = expect(waits).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_CLOSED',
      mayHaveApplied: false,
    });
    client.destroy();
    await refused;
  });
});

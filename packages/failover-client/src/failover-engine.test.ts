import { describe, expect, it } from '@jest/globals';
import { moving, steady } from '@understudy/route/testing';
import { driveEngine as drive, never } from './test-support/drive-engine.ts';

const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
const counting = {
  TableName: 'orders',
  Key: { pk: { S: 'a' } },
  UpdateExpression: 'ADD n :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
};

describe('the engine', () => {
  it('ends an unanswered attempt at its time limit, whatever the wire does, and sends the next', async () => {
    let silent = 2;
    const { clock, run, sent } = drive(() => ((silent -= 1) >= 0 ? never() : Promise.resolve({})));
    const served = run('PutItem', put);
    await clock.advance(10_000);
    expect((await served).attempts).toBe(3);
    expect(sent.map(({ atMs }) => Math.floor(atMs / 2_000))).toEqual([0, 1, 2]);
  });

  it('sends the epoch of each attempt in its stamp, and another nonce after a lost one', async () => {
    let lost = 2;
    const { clock, lease, run, sent } = drive(() => ((lost -= 1) >= 0 ? never() : Promise.resolve({})));
    const served = run('PutItem', put);
    await clock.advance(2_500);
    lease.set(steady('eu-central-1', 2));
    await clock.advance(10_000);
    await served;
    const stamps = sent.map(({ input }) =>
      /"(\d{10}\|[a-z0-9-]+)\.*\|0+\|([^"]+)"/.exec(JSON.stringify(input)),
    );
    expect(stamps.map((stamp) => stamp?.[1])).toEqual([
      '0000000001|us-east-1',
      '0000000001|us-east-1',
      '0000000002|eu-central-1',
    ]);
    expect(new Set(stamps.map((stamp) => stamp?.[2])).size).toBe(3);
  });

  it('begins no attempt after its deadline, and gives the last one its full time', async () => {
    const { clock, run, sent, telemetry } = drive(never);
    const served = run('PutItem', put);
    const refused = expect(served).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS' });
    await clock.advance(40_000);
    await refused;
    expect(Math.max(...sent.map(({ atMs }) => atMs))).toBeLessThan(30_000);
    expect(clock.sleeping).toBe(0);
    expect(telemetry.events.map(({ name }) => name)).toEqual([
      'client.window_narrowed',
      'client.write_ambiguous',
    ]);
  });

  it('that is closed reports whether a write may have been applied', async () => {
    const { clock, lease, run, engine } = drive(never);
    const ends = [run('PutItem', put)];
    await clock.advance(1_999);
    lease.lose();
    await clock.advance(1_500);
    ends.push(run('PutItem', put));
    await clock.advance(0);
    engine.close();
    expect(await Promise.allSettled(ends)).toMatchObject([
      { reason: { code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', mayHaveApplied: true } },
      { reason: { code: 'UND_FAILOVER_CLIENT_CLOSED', mayHaveApplied: false } },
    ]);
  });

  it('sends a write that must not be repeated only once', async () => {
    const { clock, run, sent } = drive(never);
    const served = run('UpdateItem', counting);
    const refused = expect(served).rejects.toMatchObject({ mayHaveApplied: true });
    await clock.advance(2_000);
    await refused;
    expect(sent).toHaveLength(1);
  });
});

describe('requests of the engine', () => {
  it('have different stamps, although the clock does not move', async () => {
    const { run, sent } = drive(async () => ({}));
    for (let times = 0; times < 50; times += 1) await run('PutItem', put);
    expect(new Set(sent.map(({ input }) => JSON.stringify(input))).size).toBe(50);
  });

  it.each([
    ['ExecuteStatement', { Statement: `INSERT INTO "orders" VALUE {'pk': 'a'}` }],
    ['ExecuteStatement', { Statement: `UPDATE Orders SET n = 1 WHERE pk = 'a'` }],
    ['BatchExecuteStatement', { Statements: [{ Statement: `DELETE FROM "orders" WHERE pk = 'a'` }] }],
    ['ExecuteTransaction', { TransactStatements: [{ Statement: 'MERGE orders' }] }],
  ])('refuses %s %j: it would write without a stamp', async (operation, input) => {
    const { run, sent } = drive(async () => ({}));
    await expect(run(operation, input)).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_PARTIQL_WRITE' });
    expect(sent).toEqual([]);
  });

  it('by PartiQL may write to tables that are not stamped, and are not repeated', async () => {
    const { clock, run, sent } = drive(never);
    const served = run('ExecuteStatement', { Statement: `INSERT INTO "audit" VALUE {'pk': 'a'}` });
    const refused = expect(served).rejects.toMatchObject({ mayHaveApplied: true });
    await clock.advance(2_000);
    await refused;
    expect(sent).toHaveLength(1);
  });

  it('to tables that are not stamped go unchanged to the writer', async () => {
    const { run, sent, lease } = drive(async () => ({}));
    lease.set(steady('eu-central-1', 2));
    const input = { TableName: 'audit', Item: { pk: { S: 'a' } } };
    await run('PutItem', input);
    expect(sent).toEqual([{ operation: 'PutItem', region: 'eu-central-1', atMs: 0, input }]);
  });

  it('that name a table by its ARN name it in the region that they go to, with a stamp', async () => {
    const { run, sent, lease } = drive(async () => ({}));
    lease.set(steady('eu-central-1', 2));
    await run('PutItem', { ...put, TableName: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders' });
    expect(sent[0]?.input).toMatchObject({
      TableName: 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders',
      Item: { 'understudy:v': { S: expect.stringMatching(/^0000000002/) as unknown } },
    });
  });

  it('of a batch share one deadline', async () => {
    const { clock, run } = drive(({ operation }) =>
      operation === 'DescribeTable' ? Promise.resolve({}) : never(),
    );
    const items = ['a', 'b'].map((pk) => ({ PutRequest: { Item: { pk: { S: pk } } } }));
    const served = run('BatchWriteItem', { RequestItems: { orders: items } });
    const refused = expect(served).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS' });
    await clock.advance(32_000);
    await refused;
  });
});

describe('the writer that the engine tells', () => {
  it('is the one of the last seen route, the one that a move leaves, or else the first region', () => {
    const { engine, lease } = drive(never);
    lease.set(steady('eu-central-1', 2));
    expect(engine.writer).toBe('eu-central-1');
    lease.set(moving());
    expect(engine.writer).toBe('us-east-1');
    lease.lastSeen = () => undefined;
    expect(engine.writer).toBe('us-east-1');
  });
});

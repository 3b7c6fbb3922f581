import { describe, expect, it } from '@jest/globals';
import { series } from '@understudy/core/testing';
import { merging, steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';
import { itemOf } from './test-support/merging-context.ts';

const Key = { pk: { S: 'a' } };
const put = { TableName: 'orders', Item: Key };
const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const throttled = named('ThrottlingException');
const refusedBy = (Item?: object) => named('ConditionalCheckFailedException', { Item });
const serverError = named('InternalServerError', { $metadata: { httpStatusCode: 500 } });
const broken = named('Error', { code: 'ECONNRESET' });
const unconnected = named('Error', { code: 'ECONNREFUSED' });

/** An engine whose wire throws these in turn, and then answers. */
const driveThrough = (...errors: readonly Error[]) => {
  const left = [...errors];
  return driveEngine(async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return {};
  });
};

describe('a write after a failed attempt', () => {
  it('is answered where an earlier attempt, whose answer was lost, had applied it', async () => {
    const { clock, run, sent } = driveEngine(async () => {
      if (sent.length === 1) return never();
      throw refusedBy((sent[0]?.input as { Item?: object }).Item);
    });
    const served = run('PutItem', { ...put, ConditionExpression: 'attribute_not_exists(pk)' });
    await clock.advance(5_000);
    expect(await served).toMatchObject({ attempts: 2, output: {} });
  });

  it('gives its permit back where nothing is left to send', async () => {
    const { run, engine } = driveEngine(() => Promise.reject(refusedBy()));
    const removal = { TableName: 'orders', Key, UpdateExpression: 'REMOVE n' };
    for (let times = 0; times < 1_000; times += 1)
      expect(await run('UpdateItem', removal)).toMatchObject({ output: {} });
    expect(engine.watch.answers('us-east-1')).toBe(1_000);
  });

  it('reads the route again where the fence refused it, and is sent in the epoch that it finds', async () => {
    const { clock, lease, run, telemetry } = driveThrough(refusedBy(itemOf(4)));
    lease.pending = steady('us-east-1', 4);
    const served = run('PutItem', put);
    await clock.advance(5_000);
    expect(await served).toMatchObject({ attempts: 2, servedBy: { epoch: 4 } });
    expect(lease.refreshes).toBe(1);
    expect(telemetry.events.map(({ name }) => name)).toEqual(['client.stale_epoch_refused']);
  });

  it('pauses after the fence refused it where the route has not moved, and else does not', async () => {
    for (const hasMoved of [true, false]) {
      const { clock, lease, run, sent } = driveThrough(refusedBy(itemOf(4)));
      if (hasMoved) lease.pending = steady('us-east-1', 4);
      const served = run('PutItem', put);
      await clock.advance(0);
      expect(sent).toHaveLength(hasMoved ? 2 : 1);
      await clock.advance(5_000);
      expect((await served).attempts).toBe(2);
    }
  });

  it('backs off from throttling, as often as it may', async () => {
    const { clock, run, sent } = driveEngine(() => Promise.reject(throttled), { throttledAttempts: 3 });
    const refused = expect(run('PutItem', put)).rejects.toBe(throttled);
    await clock.advance(0);
    expect(sent).toHaveLength(1);
    await clock.advance(30_000);
    await refused;
    expect(sent).toHaveLength(3);
  });

  it('blames the region that did not answer, and reads the route again', async () => {
    const { clock, run, engine, lease } = driveThrough(broken, broken, broken, throttled, throttled);
    const served = run('PutItem', put);
    await clock.advance(600);
    expect(lease.refreshes).toBeGreaterThan(0);
    await clock.advance(30_000);
    await served;
    expect(engine.watch.isSuspect('us-east-1')).toBe(false);
    const dead = driveThrough(...Array.from({ length: 99 }, () => broken));
    dead.run('PutItem', put).catch(() => {});
    await dead.clock.advance(5_000);
    expect(dead.engine.watch.isSuspect('us-east-1')).toBe(true);
  });
});

describe('a write that nothing can be sent of', () => {
  const stamped = { ...put, Item: { ...Key, 'understudy:v': { S: 'x' } } };
  const removing = { TableName: 'orders', Key, UpdateExpression: 'REMOVE n' };

  it.each<[string, string, object, AbortSignal | undefined]>([
    ['that is refused', 'PutItem', stamped, undefined],
    ['that has nothing to change', 'UpdateItem', removing, undefined],
    ['that its caller has aborted', 'PutItem', put, AbortSignal.abort()],
  ])('and %s gives its permit back', async (_what, operation, input, signal) => {
    let isSilent = false;
    const { clock, run, sent } = driveEngine(async () => {
      if (isSilent) return never();
      throw refusedBy();
    });
    for (let times = 0; times < 20; times += 1) {
      run(operation, input, signal).catch(() => {});
      await clock.advance(0);
    }
    const before = sent.length;
    isSilent = true;
    for (let times = 0; times < 10; times += 1) run('PutItem', put).catch(() => {});
    await clock.advance(0);
    expect(sent).toHaveLength(before + 10);
  });
});

describe('a token of the caller’s', () => {
  const transaction = { TransactItems: [{ Put: put }], ClientRequestToken: 'given' };

  it.each([
    ['lost, is known to have been sent in its epoch', broken, false],
    ['never sent, is free for the next epoch', unconnected, true],
  ])('whose transaction was %s', async (_what, error, isFree) => {
    const ended = driveThrough(error);
    const aborting = new AbortController();
    const first = ended.run('TransactWriteItems', transaction, aborting.signal).catch(() => 'aborted');
    await ended.clock.advance(0);
    aborting.abort();
    expect(await first).toBe('aborted');
    ended.lease.set(steady('eu-central-1', 2));
    const second = ended.run('TransactWriteItems', transaction).then(
      () => 'sent',
      (thrown: unknown) => (thrown as { code: string }).code,
    );
    await ended.clock.advance(5_000);
    expect(await second).toBe(isFree ? 'sent' : 'UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH');
  });

  it('is blamed for a mismatch soon after a promotion alone, where it is the caller’s', async () => {
    const mismatch = named('IdempotentParameterMismatchException');
    const invalid = named('ValidationException', { message: 'One or more values were invalid' });
    const { ClientRequestToken: _token, ...tokenless } = transaction;
    for (const [error, input, epochs, isBlamed] of [
      [mismatch, transaction, 2, true],
      [mismatch, transaction, 1, false],
      [mismatch, tokenless, 2, false],
      [invalid, transaction, 2, false],
    ] as const) {
      const { clock, lease, run } = driveThrough(error);
      const { epochs: past, ...route } = steady('us-east-1', 3);
      const began = { ...past[0], epoch: 3, fromMs: clock.wallMs() } as (typeof past)[number];
      lease.set({ ...route, epochs: Array.from({ length: epochs }, () => began) });
      const code = isBlamed ? { code: 'UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH' } : { name: error.name };
      await expect(run('TransactWriteItems', input)).rejects.toMatchObject(code);
    }
  });

  it('lets a caller repeat what ends in server errors, as SDKs do, though it adds up', async () => {
    const adding = {
      ...{ TableName: 'orders', Key, UpdateExpression: 'ADD n :one' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
    };
    for (const [more, expected] of [
      [{ ClientRequestToken: 'given' }, serverError],
      [{}, expect.objectContaining({ code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS' })],
    ] as const) {
      const { clock, run } = driveThrough(serverError, serverError, serverError);
      const ended = run('TransactWriteItems', { TransactItems: [{ Update: adding }], ...more }).catch(
        (error: unknown) => error,
      );
      await clock.advance(10_000);
      expect(await ended).toEqual(expected);
    }
  });
});

it('a read before a write that ends in server errors is answered with them', async () => {
  const { clock, lease, run } = driveThrough(serverError, serverError, serverError);
  lease.set(merging('us-east-1', 3));
  const removal = { TableName: 'orders', Key, ReturnValues: 'ALL_OLD' };
  const ended = run('DeleteItem', removal).catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await ended).toBe(serverError);
});

describe('a write that can not be stamped', () => {
  const malformed = { ...put, ConditionExpression: ' ' };
  const counted = 'understudy_failover_client_unstampable_writes_total';

  it('is an alarm where DynamoDB applies what was made void', async () => {
    const { run, telemetry } = driveThrough();
    await expect(run('PutItem', malformed)).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_UNSTAMPABLE',
      mayHaveApplied: true,
    });
    const facts = { operation: 'PutItem', outcome: 'applied' };
    expect(telemetry.events).toEqual([{ name: 'client.stamping_failed', facts }]);
    expect(telemetry.counters.get(series(counted, facts))).toBe(1);
  });

  it('is an alarm where DynamoDB takes the form that the caller gave it, and none where it names a mistake', async () => {
    const ofKey = named('ValidationException', {
      message: 'The provided key element does not match the schema',
    });
    const taken = driveThrough(ofKey, ofKey);
    await expect(taken.run('PutItem', malformed)).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_UNSTAMPABLE',
      mayHaveApplied: false,
    });
    expect(taken.telemetry.events.map(({ name }) => name)).toEqual(['client.stamping_failed']);
    const mistake = named('ValidationException', { message: 'Invalid ConditionExpression' });
    const refused = driveThrough(mistake);
    await expect(refused.run('PutItem', malformed)).rejects.toBe(mistake);
    expect(refused.telemetry.events).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { mayHaveApplied } from '@understudy/core';
import { driveEngine } from './test-support/drive-engine.ts';

const put = { TableName: 'orders', Item: { pk: { S: 'invalid' } } };
const add = {
  TableName: 'orders',
  Key: { pk: { S: 'invalid' } },
  UpdateExpression: 'ADD n :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
};
const get = { TableName: 'orders', Key: { pk: { S: 'invalid' } } };
const broken = () =>
  Object.assign(new Error('The request processing has failed'), {
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });

/** A region that answers requests for the failing item with a server error, and the others as told. */
function drive(others: 'answered' | 'broken' = 'answered') {
  return driveEngine(async ({ input }) => {
    if (others === 'broken' || JSON.stringify(input).includes('invalid')) throw broken();
    return {};
  });
}
const nameOf = (run: Promise<unknown>) =>
  run.then(
    () => 'answered',
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).name,
  );

describe('a request that is answered with server errors', () => {
  it.each([
    ['PutItem', put],
    ['GetItem', get],
    ['Query', { TableName: 'orders', KeyConditionExpression: 'pk = :invalid' }],
  ])(
    'is sent three times, and then answered as it was, where the region answers others: %s (fault G8)',
    async (operation, input) => {
      const { clock, run, sent } = drive();
      const ended = nameOf(run(operation, input));
      await clock.advance(3_000);
      await expect(ended).resolves.toBe('InternalServerError');
      expect(sent.filter((request) => JSON.stringify(request.input).includes('invalid'))).toHaveLength(3);
    },
  );

  it('says of a write that it may have been carried out, and of a read nothing', async () => {
    const { clock, run } = drive();
    const errorOf = (operation: string, input: object) =>
      run(operation, input).then(
        () => 'answered',
        (error: unknown) => mayHaveApplied(error),
      );
    const ended = Promise.all([errorOf('PutItem', put), errorOf('GetItem', get)]);
    await clock.advance(3_000);
    await expect(ended).resolves.toEqual([true, false]);
  });

  it('waits for a region that answers no request, as before', async () => {
    const { clock, run } = drive('broken');
    const ended = nameOf(run('PutItem', put));
    await clock.advance(2_000);
    await expect(Promise.race([ended, Promise.resolve('waiting')])).resolves.toBe('waiting');
    await clock.advance(100_000);
    await expect(ended).resolves.toBe('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS');
  });

  it('is never sent again where it adds up', async () => {
    const { clock, run, sent } = drive();
    const ended = nameOf(run('UpdateItem', add));
    await clock.advance(3_000);
    await expect(ended).resolves.toBe('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS');
    expect(sent).toHaveLength(1);
  });

  it('neither narrows the window nor makes the region suspect (fault G8)', async () => {
    const { clock, run, telemetry, lease } = drive();
    const poison = Array.from({ length: 50 }, () => nameOf(run('PutItem', put)));
    const healthy: Promise<unknown>[] = [];
    for (let at = 0; at < 500; at += 1) {
      healthy.push(
        run('PutItem', { ...put, Item: { pk: { S: `healthy ${at}` } } }).then(({ attempts }) => attempts),
      );
      await clock.advance(1);
    }
    await clock.advance(3_000);
    expect(new Set(await Promise.all(healthy))).toEqual(new Set([1]));
    expect(new Set(await Promise.all(poison))).toEqual(new Set(['InternalServerError']));
    expect(telemetry.events.filter(({ name }) => name === 'client.window_narrowed')).toEqual([]);
    expect(lease.refreshes).toBe(0);
  });
});

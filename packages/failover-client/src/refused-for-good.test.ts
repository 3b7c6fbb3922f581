import { describe, expect, it } from '@jest/globals';
import { RouteError, type RouteErrorCode } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';

const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
const get = { TableName: 'orders', Key: { pk: { S: 'a' } }, ConsistentRead: true };

const failure = (code: RouteErrorCode, cause?: unknown) => new RouteError(code, { what: 'No.', cause });
const noKeys = new AggregateError([
  Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' }),
]);

/** An engine whose lease is lost, and whose control store answers by `refuse`. */
function lost(refuse: () => Promise<never>) {
  const driven = driveEngine(() => Promise.resolve({}));
  driven.lease.lose();
  driven.lease.refresh = refuse;
  return driven;
}

describe('a request without a route', () => {
  it.each([
    ['there is no route', failure('UND_ROUTE_NOT_FOUND')],
    ['the control store refuses', failure('UND_ROUTE_STORE_REFUSED')],
    ['the route is corrupt', failure('UND_ROUTE_CORRUPT')],
    ['there are no credentials', failure('UND_ROUTE_STORE_UNREACHABLE', noKeys)],
  ])('fails within two seconds where %s, by name and with what to do (fault N1)', async (_, cause) => {
    const { clock, run, sent } = lost(() => Promise.reject(cause));
    const refused = { code: 'UND_FAILOVER_CLIENT_ROUTE_REFUSED', cause, mayHaveApplied: false };
    const answers = [run('PutItem', put), run('GetItem', get)].map((answer) =>
      expect(answer).rejects.toMatchObject({ ...refused, remedy: expect.stringMatching(/\w/) }),
    );
    await clock.advance(2_000);
    await Promise.all(answers);
    expect([sent, clock.sleeping]).toEqual([[], 0]);
  });

  it('waits where the control store does not answer, and where it refuses once (fault N1)', async () => {
    for (const causes of [
      [failure('UND_ROUTE_STORE_UNREACHABLE'), failure('UND_ROUTE_STORE_UNREACHABLE')],
      [failure('UND_ROUTE_NOT_FOUND'), failure('UND_ROUTE_STORE_UNREACHABLE')],
    ]) {
      const { clock, run, lease } = lost(() => {
        const cause = causes.shift();
        return cause === undefined ? (never() as Promise<never>) : Promise.reject(cause);
      });
      const served = run('PutItem', put);
      await clock.advance(10_000);
      lease.set(steady());
      await clock.advance(1);
      expect((await served).attempts).toBe(1);
    }
  });
});

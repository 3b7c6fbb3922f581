import { describe, expect, it } from '@jest/globals';
import type { Clock } from '@understudy/core';
import { RouteError } from '@understudy/route';
import { askRegion } from './ask-region.ts';

const asked = { region: 'us-east-1', action: 'DescribeTable', table: 'orders' };

/** Waits for nothing. */
const instant: Clock = { monotonicMs: () => 0, wallMs: () => 0, sleep: async () => {} };

function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

const rejectionOf = (error: Error) =>
  askRegion(asked, () => Promise.reject(error)).then(
    () => undefined,
    (rejection: unknown) => rejection,
  );

describe('askRegion', () => {
  it('passes the answer on', async () => {
    await expect(askRegion(asked, () => Promise.resolve(7))).resolves.toBe(7);
  });

  it.each([
    [named('CredentialsProviderError', 'no providers'), 'UND_SERVICE_NOT_AUTHENTICATED', 'no providers.'],
    [
      named('UnrecognizedClientException', 'The token is invalid.', { $fault: 'client' }),
      'UND_SERVICE_NOT_AUTHENTICATED',
      'us-east-1 were not accepted: The token is invalid.',
    ],
    [
      named('AccessDeniedException', 'not authorized', { $fault: 'client' }),
      'UND_SERVICE_NOT_ALLOWED',
      'DescribeTable on table orders in us-east-1 was denied.',
    ],
    [
      named('LimitExceededException', 'Too many tables', { $fault: 'client' }),
      'UND_SERVICE_REQUEST_FAILED',
      'failed in us-east-1: Too many tables.',
    ],
    [
      named('Error', 'connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' }),
      'UND_SERVICE_REGION_UNREACHABLE',
      'us-east-1 did not answer DescribeTable on table orders: connect ECONNREFUSED 127.0.0.1:1.',
    ],
  ])('turns %p into %s', async (error, code, text) => {
    const rejection = await rejectionOf(error);
    expect(rejection).toMatchObject({ code, details: asked, cause: error });
    expect((rejection as Error).message).toContain(text);
  });

  it('retries a server error and throttling, and reports one that lasts', async () => {
    let calls = 0;
    const failing = (times: number, name: string) => async () => {
      calls += 1;
      if (calls <= times) throw named(name, 'try again', { $fault: 'server' });
      return calls;
    };
    await expect(askRegion(asked, failing(2, 'InternalServerError'), instant)).resolves.toBe(3);
    calls = 0;
    await expect(askRegion(asked, failing(Infinity, 'ThrottlingException'), instant)).rejects.toMatchObject({
      code: 'UND_SERVICE_REGION_THROTTLED',
    });
    expect(calls).toBe(6);
  });

  it('does not retry what lasts', async () => {
    let calls = 0;
    const denied = async () => {
      calls += 1;
      throw named('AccessDeniedException', 'not authorized', { $fault: 'client' });
    };
    await expect(askRegion(asked, denied, instant)).rejects.toMatchObject({
      code: 'UND_SERVICE_NOT_ALLOWED',
    });
    expect(calls).toBe(1);
  });

  it('lets an error of Understudy pass', async () => {
    const error = new RouteError('UND_ROUTE_NOT_FOUND', { what: 'No route.' });
    expect(await rejectionOf(error)).toBe(error);
  });
});

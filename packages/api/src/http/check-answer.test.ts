import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { moving, steady } from '@understudy/route/testing';
import { TestApi } from '../test-support/test-api.ts';

const api = new TestApi();
beforeAll(() => api.start());
afterAll(() => api.close());
beforeEach(() => {
  Object.assign(api.service.change, { isDown: false, missing: 0 });
});

const until = async (path: string, status: number, says: string) => {
  const waited = await waitFor(
    async () => {
      const answer = await api.ask(path);
      return answer.status === status && answer.text.includes(says) && answer;
    },
    { clock: systemClock(), everyMs: 10, limitMs: 10_000 },
  );
  if (!waited.met) throw new Error(`${path}: ${(await api.ask(path)).text}`);
  return waited.value;
};

describe('the checks of balancers', () => {
  it('say which region is the writer, without a token', async () => {
    await api.service.setRoute(steady('eu-central-1', 3));
    await until('/writer', 200, 'eu-central-1 is the writer, epoch 3.');
    await until('/writer?region=eu-central-1', 200, 'eu-central-1 is the writer');
    await until('/writer?region=us-east-1', 503, 'eu-central-1 is the writer');
    await until('/standby?region=us-east-1', 200, 'us-east-1 is the standby.');
    await until('/standby?region=eu-central-1', 503, 'us-east-1 is the standby.');
  });

  it('say no while the writer moves', async () => {
    await api.service.setRoute(moving());
    await until('/writer', 503, 'The writer moves away from us-east-1.');
    await until('/standby', 503, 'The writer moves: there is no standby.');
  });

  it('answer by what was read last while the control store is down, and say how old it is', async () => {
    await api.service.setRoute(steady('us-east-1', 5));
    await until('/writer', 200, 'epoch 5');
    api.service.change.isDown = true;
    const down = await until('/writer?region=us-east-1&maxAgeMs=200', 503, 'read too long ago');
    expect(Number(down.headers.get('x-understudy-age-ms'))).toBeGreaterThan(200);
    const answer = await api.ask('/writer?region=us-east-1');
    expect([answer.status, answer.headers.get('x-understudy-writer')]).toEqual([200, 'us-east-1']);
    expect((await api.ask('/healthz')).status).toBe(200);
    const snapshot = await api.ask('/api/v1/snapshot', { token: api.tokens.viewer });
    expect(snapshot.json).toMatchObject({
      answers: { writer: { state: 'unknown' }, writes: { state: 'unknown' }, now: { state: 'unknown' } },
      route: { known: false, code: 'UND_ROUTE_STORE_UNREACHABLE', last: { value: { epoch: 5 } } },
    });
    const order = await api.order('/api/v1/intents/failover', {
      to: 'eu-central-1',
      reason: 'x',
      revision: 7,
    });
    expect([order.status, order.json]).toMatchObject([503, { error: { code: 'UND_API_NOT_READ' } }]);
  });

  it('count a standby that lags, or does not answer, as no', async () => {
    await api.service.setRoute(steady('us-east-1', 6));
    await until('/standby?maxLagMs=1000', 200, 'eu-central-1 is the standby.');
    await until('/standby?maxLagMs=10', 503, 'more than 10 ms behind');
    await api.service.setRoute(steady('eu-central-1', 7));
    api.service.change.missing = 3;
    await until('/standby', 503, 'us-east-1 does not answer most observers.');
  });

  it('know no other region', async () => {
    for (const path of ['/writer?region=mars', '/standby?region=mars']) {
      const answer = await api.ask(path);
      expect([answer.status, answer.json]).toMatchObject([404, { error: { code: 'UND_API_NOT_FOUND' } }]);
    }
    expect((await api.ask('/standby?maxLagMs=soon')).status).toBe(400);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectCalls, expectRight, expectTold } from './test-support/expect-told.ts';
import { CALLS, DAEMONS, FAULTS, HEALTH_MATRIX, waysOf } from './test-support/health-matrix.ts';
import { callClient, HealthWorld } from './test-support/health-world.ts';

const TEST_MS = 300_000;

let world: HealthWorld;
beforeAll(async () => {
  world = await HealthWorld.open();
}, TEST_MS);
afterAll(() => world.close(), TEST_MS);

describe('while a daemon runs', () => {
  const runsThrough = FAULTS.filter((fault) => HEALTH_MATRIX[fault].gateway.running !== undefined).flatMap(
    (fault) => waysOf(fault).map((way) => [fault, way] as const),
  );
  let client: ReturnType<HealthWorld['client']>;

  beforeAll(async () => {
    world.startAll();
    client = world.client();
    for (const name of DAEMONS) {
      await world.until(`${name} started`, () => world.daemon(name).address !== '');
      await expectRight(world, name);
    }
    await expectCalls(world, client);
  }, TEST_MS);

  it.each(runsThrough)(
    '%s (%s): health and callers hear of it, and of its end (fault N1)',
    async (fault, way) => {
      const end = await world.cloud.begin(fault, way);
      try {
        for (const name of DAEMONS) await expectTold(world, name, HEALTH_MATRIX[fault][name].running);
        const { sent: _lost, ...calls } = CALLS[fault];
        await expectCalls(world, client, way === 'is silent' ? CALLS[fault] : calls);
      } finally {
        await end();
      }
      for (const name of DAEMONS) await expectRight(world, name, HEALTH_MATRIX[fault][name].after);
      await expectCalls(world, client);
    },
    TEST_MS,
  );
});

describe('a failover client', () => {
  const kinds = ['write', 'read'] as const;

  it.each(kinds)('with no credentials says so, with what to do: %s (fault N1)', async (kind) => {
    const client = world.client(() =>
      Promise.reject(
        Object.assign(new Error('Could not load credentials.'), { name: 'CredentialsProviderError' }),
      ),
    );
    const { outcome, message } = await callClient(client, kind);
    expect(outcome).toBe(CALLS['no credentials'][kind].client);
    expect(message).toMatch(/Could not load credentials.* \w/);
  });

  it.each(kinds)('with no table says what DynamoDB says: %s (fault N1)', async (kind) => {
    expect(await callClient(world.client(), kind, 'nosuch')).toMatchObject({
      outcome: CALLS['no table'][kind].client,
    });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DaemonProcess } from './test-support/daemon-process.ts';
import { CALLS, DAEMONS, FAULTS, HEALTH_MATRIX, waysOf, type Fault } from './test-support/health-matrix.ts';
import { expectCalls, expectFirstLine, expectRight, expectTold } from './test-support/expect-health.ts';
import { ANONYMOUS, callClient, HealthWorld } from './test-support/health-world.ts';

const TEST_MS = 300_000;

let world: HealthWorld;
beforeAll(async () => {
  world = await HealthWorld.open();
}, TEST_MS);
afterAll(() => world.close(), TEST_MS);

const refusedStarts = FAULTS.flatMap((fault) =>
  DAEMONS.flatMap((daemon) => {
    const { start } = HEALTH_MATRIX[fault][daemon];
    return start === 'starts' ? [] : [[daemon, fault, start] as const];
  }),
);

/** Faults of the service or the process: a topology or an environment of its own. */
function startWrong(name: DaemonProcess['name'], fault: Fault): DaemonProcess {
  const file = world.cloud.file({
    ...(fault === 'no route' && { service: 'nosuch' }),
    ...(fault === 'no table' && { table: 'nosuch' }),
  });
  return fault === 'no credentials' ? world.start(name, file, ANONYMOUS) : world.start(name, file);
}

describe('a start that can not succeed', () => {
  it.each(refusedStarts)(
    'of the %s with %s fails at once, by name and with what to do (fault N1)',
    async (name, fault, { code, exit }) => {
      const isInCloud = fault === 'refused credentials' || fault === 'stream off';
      const end = isInCloud ? await world.cloud.begin(fault) : async () => {};
      try {
        const daemon = startWrong(name, fault);
        const ended = await daemon.ended;
        expect(daemon.err.split('\n')[0]).toMatch(new RegExp(`^${code}: `));
        expect(daemon.err).toContain('What to do: ');
        expect(daemon.err).not.toContain('    at ');
        expect([ended.code, daemon.address]).toEqual([exit, '']);
      } finally {
        await end();
      }
    },
    TEST_MS,
  );
});

/** Every fault that a daemon starts under, in each way in which it shows. */
const startsUnder = FAULTS.filter((fault) => HEALTH_MATRIX[fault].gateway.start === 'starts').flatMap(
  (fault) => waysOf(fault).map((way) => [fault, way] as const),
);

describe('a start while a fault lasts', () => {
  afterEach(() => world.stop(), TEST_MS);

  it.each(startsUnder)(
    '%s (%s): the first line says so, and health is right once it is over (fault N1)',
    async (fault, way) => {
      const end = await world.cloud.begin(fault, way);
      const client = world.client();
      const names = DAEMONS.filter((name) => HEALTH_MATRIX[fault][name].start === 'starts');
      try {
        for (const name of names) world.start(name);
        await world.until('it started', () => names.every((name) => world.daemon(name).address !== ''));
        for (const name of names) {
          const { running, started = running } = HEALTH_MATRIX[fault][name];
          expectFirstLine(world.daemon(name), started?.codes ?? []);
          await expectTold(world, name, started);
        }
        await expectCalls(world, client, CALLS[fault]);
      } finally {
        await end();
      }
      for (const name of names) await expectRight(world, name);
      await expectCalls(world, client);
    },
    TEST_MS,
  );
});

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

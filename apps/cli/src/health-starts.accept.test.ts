import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DaemonProcess } from './test-support/daemon-process.ts';
import { expectCalls, expectFirstLine, expectRight, expectTold } from './test-support/expect-told.ts';
import { CALLS, DAEMONS, FAULTS, HEALTH_MATRIX, waysOf, type Fault } from './test-support/health-matrix.ts';
import { ANONYMOUS, HealthWorld } from './test-support/health-world.ts';

const TEST_MS = 300_000;

let world: HealthWorld;
beforeAll(async () => {
  world = await HealthWorld.open();
}, TEST_MS);
afterAll(() => world.close(), TEST_MS);

/** Whether the service or the process is wrong from the beginning, or the cloud becomes so. */
type Since = 'from the beginning' | 'later';

const SINCE: Readonly<Partial<Record<Fault, readonly Since[]>>> = {
  'no route': ['from the beginning', 'later'],
  'refused credentials': ['later'],
  'stream off': ['later'],
};

const refusedStarts = FAULTS.flatMap((fault) =>
  DAEMONS.flatMap((daemon) => {
    const { start } = HEALTH_MATRIX[fault][daemon];
    if (start === 'starts') return [];
    return (SINCE[fault] ?? ['from the beginning']).map((since) => [daemon, fault, since, start] as const);
  }),
);

/** A daemon with another topology or environment. */
function startWrong(name: DaemonProcess['name'], fault: Fault): DaemonProcess {
  const file = world.cloud.file({
    ...(fault === 'no route' && { service: 'nosuch' }),
    ...(fault === 'no table' && { table: 'nosuch' }),
  });
  return fault === 'no credentials' ? world.start(name, file, ANONYMOUS) : world.start(name, file);
}

describe('a start that can not succeed', () => {
  it.each(refusedStarts)(
    'of the %s with %s (%s) fails at once, by name and with what to do (fault N1)',
    async (name, fault, since, { code, exit }) => {
      const end = since === 'later' ? await world.cloud.begin(fault) : async () => {};
      try {
        const daemon = since === 'later' ? world.start(name) : startWrong(name, fault);
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

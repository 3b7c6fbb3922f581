import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { ACCESS_KEY } from '@understudy/sandbox';
import { DaemonProcess } from './test-support/daemon-process.ts';
import { FaultyCloud } from './test-support/faulty-cloud.ts';
import {
  DAEMONS,
  FAULTS,
  HEALTH_MATRIX,
  type Cell,
  type Daemon,
  type Fault,
} from './test-support/health-matrix.ts';

/** What is right within five seconds on an idle machine is awaited for longer on a busy one. */
const LIMIT_MS = 60_000;
const TEST_MS = 300_000;

const { AWS_PROFILE: _profile, ...environment } = process.env;
const anonymous: NodeJS.ProcessEnv = {
  ...environment,
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};
const known = { ...environment, AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY };

let cloud: FaultyCloud;
const running = new Map<Daemon, DaemonProcess>();

beforeAll(async () => {
  cloud = await FaultyCloud.start();
}, TEST_MS);

afterAll(async () => {
  await Promise.all([...running.values()].map((daemon) => daemon.stop()));
  await cloud.stop();
}, TEST_MS);

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const waited = await waitFor(condition, { clock: systemClock(), everyMs: 200, limitMs: LIMIT_MS });
  if (waited.met) return;
  const logs = [...running.values()].map(({ name, out, err }) => `${name}\n${out.slice(-3_000)}\n${err}`);
  throw new Error(`Not in time: ${what}.\n${logs.join('\n')}`);
}

/** The topology and the environment in which a fault of the start is there. */
function startOf(fault: Fault): { readonly file: string; readonly env: NodeJS.ProcessEnv } {
  const file = cloud.file({
    ...(fault === 'no route' && { service: 'nosuch' }),
    ...(fault === 'no table' && { table: 'nosuch' }),
  });
  return { file, env: fault === 'no credentials' ? anonymous : known };
}

const refusedStarts = FAULTS.flatMap((fault) =>
  DAEMONS.flatMap((daemon) => {
    const { start } = HEALTH_MATRIX[fault][daemon];
    return start === 'starts' ? [] : [[daemon, fault, start] as const];
  }),
);

describe('a start that can not succeed', () => {
  it.each(refusedStarts)(
    'of the %s with %s fails at once, by name and with what to do (fault N1)',
    async (name, fault, { code, exit }) => {
      const isInCloud = fault === 'refused credentials' || fault === 'stream off';
      const end = isInCloud ? await cloud.begin(fault) : async () => {};
      try {
        const { file, env } = startOf(fault);
        const daemon = new DaemonProcess(name, file, env);
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

describe('while a daemon runs', () => {
  it(
    'it starts without any region, says why it is not ready, and is once they are back (fault N1)',
    async () => {
      const end = await cloud.begin('all dead');
      for (const name of DAEMONS) running.set(name, new DaemonProcess(name, cloud.file(), known));
      await until('both daemons started', async () =>
        [...running.values()].every(({ address }) => address !== ''),
      );
      for (const name of DAEMONS) await tells(name, HEALTH_MATRIX['all dead'][name]);
      await end();
      await recovered();
    },
    TEST_MS,
  );

  const faults = FAULTS.filter((fault) => HEALTH_MATRIX[fault].gateway.running !== undefined);
  it.each(faults)(
    '%s: health says so, and stops saying so (fault N1)',
    async (fault) => {
      const end = await cloud.begin(fault);
      try {
        for (const name of DAEMONS) await tells(name, HEALTH_MATRIX[fault][name]);
      } finally {
        await end();
      }
      // A link that missed records has a gap from then on: the links' own tests tell it.
      if (fault !== 'stream off') await recovered();
    },
    TEST_MS,
  );
});

async function tells(name: Daemon, { running: expected }: Cell): Promise<void> {
  const daemon = daemonOf(name);
  if (expected === undefined) return;
  const { ready, codes, event, write } = expected;
  await until(`${name} tells ${codes.join(', ')}, ready: ${ready}`, async () => {
    const told = await daemon.readyz();
    return told.status === (ready ? 200 : 503) && codes.every((code) => told.codes.includes(code));
  });
  const told = await daemon.readyz();
  for (const { code, remedy } of told.problems)
    expect([code, remedy]).toEqual([code, expect.stringMatching(/\w/)]);
  expect(await daemon.healthz()).toBe(200);
  if (event !== undefined) expect(daemon.linesOf(event)).toBeGreaterThan(0);
  if (name === 'gateway' && write !== undefined) {
    const answer = await daemon.write();
    expect([answer.status, answer.text]).toEqual([write, expect.any(String)]);
    if (write >= 500) expect(answer.text).toMatch(/UND_FAILOVER_CLIENT_\w+/);
  }
}

async function recovered(): Promise<void> {
  for (const name of DAEMONS) {
    const daemon = daemonOf(name);
    await until(`${name} is ready without a problem`, async () => {
      const { status, codes } = await daemon.readyz();
      return status === 200 && codes.length === 0;
    });
    expect(await daemon.healthz()).toBe(200);
  }
}

function daemonOf(name: Daemon): DaemonProcess {
  const daemon = running.get(name);
  if (daemon === undefined) throw new RangeError(`No ${name} runs.`);
  return daemon;
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import type { PlannedRepair, Repair } from '@understudy/findings';
import { TrafficError } from '@understudy/traffic';
import { sampleServerSettings as settings } from '../testing/index.ts';
import type { RepairContext, RepairHands } from './repair-hands.ts';
import { RepairRunner } from './repair-runner.ts';

const SERVER = 'shop-web-1-g1';
const planned: PlannedRepair = {
  pool: 'web',
  slot: 1,
  server: SERVER,
  reason: `${SERVER} is down for lb-1.`,
  step: {
    rung: 'restart',
    region: 'de-fra-2',
    precondition: '',
    action: '',
    verification: '',
    limitMs: settings.restartLimitMs,
  },
  passedOver: [],
  blocks: [],
  underWay: false,
  acts: true,
};

let clock: ManualClock;
let control: MemoryControlStore;
let leads: boolean;
let carryOut: RepairHands['carryOut'];
let verify: (server: string, signal: AbortSignal) => Promise<void>;
let told: string[];
let runner: RepairRunner;

beforeEach(() => {
  clock = new ManualClock();
  control = new MemoryControlStore({ clock });
  [leads, told] = [true, []];
  carryOut = async () => SERVER;
  verify = async () => undefined;
  runner = open('orch-1');
});
afterEach(() => clock.advance(0));

function open(observer: string): RepairRunner {
  return new RepairRunner({
    observer,
    control,
    hands: { carryOut: (attempt, context) => carryOut(attempt, context) },
    verify: (server, signal) => verify(server, signal),
    leads: () => leads,
    settings,
    audit: { add: (_kind, what) => told.push(what), flush: async () => undefined },
    clock,
    telemetry: new RecordingTelemetry(),
  });
}

/** A call that ends by its signal alone. */
const hangs = ({ signal }: Pick<RepairContext, 'signal'>) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
const stored = async (): Promise<Repair | undefined> => (await control.read()).repairs[0];
const last = async () => (await stored())?.attempts.at(-1);

describe('a repair', () => {
  it('is written down before it is made and when it has ended, and audited', async () => {
    let before: Repair | undefined;
    carryOut = async () => {
      before = await stored();
      return SERVER;
    };
    runner.begin(planned, undefined);
    expect(runner.takes(planned)).toBe(false);
    await clock.advance(1_000);
    expect(before?.attempts).toMatchObject([{ number: 1, rung: 'restart', state: 'begun', by: 'orch-1' }]);
    expect(await last()).toMatchObject({ state: 'verified', serving: SERVER, resumed: 0 });
    expect(told).toHaveLength(2);
    expect(runner.takes(planned)).toBe(true);
  });

  it('that the server refuses has failed, with the reason', async () => {
    carryOut = async () => {
      throw new Error('systemctl restart app ended with 1.');
    };
    runner.begin(planned, undefined);
    await clock.advance(1_000);
    expect(await last()).toMatchObject({ state: 'failed', outcome: 'systemctl restart app ended with 1.' });
  });

  it.each([
    ['is not done', 'It was not done within 120 s.'],
    ['is done and does not help', `It was done, and ${SERVER} is not up for every balancer within 120 s.`],
  ])('that %s in its time is unverified', async (what, outcome) => {
    if (what === 'is not done') carryOut = (_attempt, context) => hangs(context);
    else verify = (_server, signal) => hangs({ signal });
    runner.begin(planned, undefined);
    await clock.advance(settings.restartLimitMs - 1_000);
    expect((await last())?.state).toBe('begun');
    await clock.advance(2_000);
    expect(await last()).toMatchObject({ state: 'unverified', outcome });
  });

  it('is tried again within its time where a balancer does not take it', async () => {
    let calls = 0;
    carryOut = async () => {
      calls += 1;
      if (calls < 3) throw new TrafficError('UND_TRAFFIC_APPLY_FAILED', { what: 'lb-1: no answer' });
      return SERVER;
    };
    runner.begin(planned, undefined);
    await clock.advance(10_000);
    expect(calls).toBe(3);
    expect((await last())?.state).toBe('verified');
  });
});

describe('two leaders', () => {
  it('begin one repair once', async () => {
    let calls = 0;
    carryOut = async () => {
      calls += 1;
      return SERVER;
    };
    runner.begin(planned, undefined);
    open('orch-2').begin(planned, undefined);
    await clock.advance(1_000);
    expect(calls).toBe(1);
    expect(await stored()).toMatchObject({ attempts: [{ number: 1 }] });
  });

  it('do not both go on: the one that leads no more ends without a word', async () => {
    carryOut = (_attempt, context) => hangs(context);
    runner.begin(planned, undefined);
    await clock.advance(1_000);
    leads = false;
    await clock.advance(1_000);
    expect(runner.takes(planned)).toBe(true);
    expect((await last())?.state).toBe('begun');

    leads = true;
    const commanded: unknown[] = [];
    carryOut = async (attempt) => {
      commanded.push(attempt.commanded);
      return SERVER;
    };
    open('orch-2').resume((await stored()) as Repair);
    await clock.advance(1_000);
    expect(commanded).toEqual([undefined]);
    expect(await last()).toMatchObject({ state: 'verified', by: 'orch-2', resumed: 1 });
  });
});

describe('a leader that follows', () => {
  it('knows which command was given: it is written down before, and another leader refuses the note', async () => {
    let noted: Promise<void> | undefined;
    carryOut = async (attempt, context) => {
      if (attempt.resumed > 0) return SERVER;
      await context.note({ event: 7 });
      await clock.sleep(5_000);
      noted = context.note({ event: 8 });
      await noted;
      return SERVER;
    };
    runner.begin(planned, undefined);
    await clock.advance(1_000);
    expect(await last()).toMatchObject({ commanded: { event: 7 } });
    open('orch-2').resume((await stored()) as Repair);
    await clock.advance(10_000);
    await expect(noted).rejects.toThrow('Another orchestrator leads.');
    expect(await last()).toMatchObject({ state: 'verified', by: 'orch-2', commanded: { event: 7 } });
  });

  it('goes on with one repair so often and no more', async () => {
    let calls = 0;
    carryOut = async () => {
      calls += 1;
      return SERVER;
    };
    runner.begin(planned, undefined);
    await clock.advance(1_000);
    const repair = (await stored()) as Repair;
    const left = {
      ...repair,
      attempts: [{ ...repair.attempts[0], state: 'begun', resumed: 5 }],
      revision: 3,
    };
    await control.writeRepair(left as Repair);
    open('orch-2').resume(left as Repair);
    await clock.advance(1_000);
    expect(calls).toBe(1);
    expect(await last()).toMatchObject({ state: 'failed', resumed: 6 });
  });
});

it('is left to the next leader where its orchestrator stops', async () => {
  carryOut = (_attempt, context) => hangs(context);
  runner.begin(planned, undefined);
  await clock.advance(1_000);
  const stopped = runner.stop();
  await clock.advance(6_000);
  await stopped;
  expect((await last())?.state).toBe('begun');
  expect(runner.takes(planned)).toBe(false);
});

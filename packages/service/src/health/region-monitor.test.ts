import { ManualClock } from '@understudy/core/testing';
import { sampleTopology } from '@understudy/topology/testing';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PROBE_EVERY_MS, PROBE_LIMIT_MS, RegionMonitor } from './region-monitor.ts';

const topology = sampleTopology().value;
const [WRITER, STANDBY] = topology.regions.data.map(({ name }) => name) as [string, string];

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.2:8000'), { code: 'ECONNREFUSED' });
const named = (name: string) => Object.assign(new Error('No.'), { name, $fault: 'client' });

let monitor: RegionMonitor;
afterEach(async () => {
  await monitor.stop();
});

/** Regions that answer as `answers` says, on a clock that the test moves. */
function open() {
  const clock = new ManualClock();
  const answers: Record<string, () => Promise<object>> = {
    [WRITER]: async () => ({}),
    [STANDBY]: async () => ({}),
  };
  const events: string[] = [];
  const facts: object[] = [];
  const dataClient = (region: string) => ({ send: () => answers[region]?.() }) as unknown as DynamoDBClient;
  monitor = new RegionMonitor({
    service: { topology, regions: [WRITER, STANDBY], dataClient },
    clock,
    onEvent: (name, told) => {
      events.push([name, told['region'], told['code']].filter(Boolean).join(' '));
      facts.push(told);
    },
  });
  const codes = () => monitor.problems().map(({ region, code }) => `${region} ${code}`);
  return { clock, answers, events, facts, codes };
}

describe('RegionMonitor', () => {
  it('tells a region that never answered at once (fault N1)', async () => {
    const { answers, codes, events } = open();
    answers[STANDBY] = () => Promise.reject(refused);
    await monitor.start();
    expect(codes()).toEqual([`${STANDBY} UND_SERVICE_REGION_UNREACHABLE`]);
    expect(events).toEqual([`region.lost ${STANDBY} UND_SERVICE_REGION_UNREACHABLE`]);
    expect(monitor.problems()[0]).toMatchObject({
      problem: expect.stringContaining('ECONNREFUSED'),
      remedy: expect.stringMatching(/\w/),
    });
  });

  it('loses a silent region within five seconds, and regains it within two (fault N1)', async () => {
    const { clock, answers, codes, events } = open();
    await monitor.start();
    const startedMs = clock.monotonicMs();
    answers[WRITER] = () => new Promise(() => {});
    while (codes().length === 0) await clock.advance(100);
    expect(clock.monotonicMs() - startedMs).toBeLessThanOrEqual(2 * (PROBE_EVERY_MS + PROBE_LIMIT_MS));
    expect(codes()).toEqual([`${WRITER} UND_SERVICE_REGION_UNREACHABLE`]);
    answers[WRITER] = async () => ({});
    const backMs = clock.monotonicMs();
    while (codes().length > 0) await clock.advance(100);
    expect(clock.monotonicMs() - backMs).toBeLessThanOrEqual(PROBE_EVERY_MS + 100);
    expect(events).toEqual([
      `region.lost ${WRITER} UND_SERVICE_REGION_UNREACHABLE`,
      `region.regained ${WRITER}`,
    ]);
  });

  it('believes no single failure of a region that answered (fault N1)', async () => {
    const { clock, answers, codes, events } = open();
    await monitor.start();
    answers[WRITER] = () => Promise.reject(refused);
    await clock.advance(PROBE_EVERY_MS);
    answers[WRITER] = async () => ({});
    await clock.advance(5 * PROBE_EVERY_MS);
    expect([codes(), events]).toEqual([[], []]);
  });
});

describe('what RegionMonitor makes of failures', () => {
  it.each([
    ['UnrecognizedClientException', 'UND_SERVICE_NOT_AUTHENTICATED'],
    ['CredentialsProviderError', 'UND_SERVICE_NOT_AUTHENTICATED'],
    ['AccessDeniedException', 'UND_SERVICE_NOT_ALLOWED'],
    ['ThrottlingException', 'UND_SERVICE_REGION_THROTTLED'],
    ['InternalServerError', 'UND_SERVICE_REQUEST_FAILED'],
  ])('tells %s by its own code (fault N1)', async (name, code) => {
    const { answers, codes } = open();
    answers[WRITER] = () => Promise.reject(named(name));
    await monitor.start();
    expect(codes()).toEqual([`${WRITER} ${code}`]);
  });

  it('writes at most one line in ten seconds of a region that comes and goes (fault N1)', async () => {
    const { clock, answers, events } = open();
    await monitor.start();
    for (let round = 0; round < 30; round += 1) {
      answers[WRITER] = round % 4 < 2 ? () => Promise.reject(refused) : async () => ({});
      await clock.advance(PROBE_EVERY_MS);
    }
    const lost = events.filter((event) => event.startsWith('region.lost'));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThanOrEqual(4);
  });

  it('writes one line of a region that is dead for a minute, with how many probes told it (fault N1)', async () => {
    const { clock, answers, facts, events } = open();
    await monitor.start();
    answers[WRITER] = () => Promise.reject(refused);
    await clock.advance(60_000);
    answers[WRITER] = async () => ({});
    await clock.advance(PROBE_EVERY_MS);
    expect(events).toEqual([
      `region.lost ${WRITER} UND_SERVICE_REGION_UNREACHABLE`,
      `region.regained ${WRITER}`,
    ]);
    expect(facts[0]).toMatchObject({ probes: 2 });
  });

  it('tells a region that is lost for another reason than before (fault N1)', async () => {
    const { clock, answers, events } = open();
    answers[WRITER] = () => Promise.reject(refused);
    await monitor.start();
    await clock.advance(10_000);
    answers[WRITER] = () => Promise.reject(named('UnrecognizedClientException'));
    await clock.advance(2 * PROBE_EVERY_MS);
    expect(events).toEqual([
      `region.lost ${WRITER} UND_SERVICE_REGION_UNREACHABLE`,
      `region.lost ${WRITER} UND_SERVICE_NOT_AUTHENTICATED`,
    ]);
  });

  it('has a restart help where no probe finishes, and not before (fault N1)', async () => {
    const { clock } = open();
    await monitor.start();
    expect(monitor.stalled()).toEqual([]);
    await monitor.stop();
    await clock.advance(31_000);
    expect(monitor.stalled()).toEqual([expect.objectContaining({ code: 'UND_SERVICE_PROCESS_STALLED' })]);
  });
});

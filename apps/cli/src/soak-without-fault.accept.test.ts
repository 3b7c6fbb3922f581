import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OBSERVERS, PROGRAMS } from './test-support/alert-faults/programs.ts';
import { ApplicationLoad } from './test-support/application-load.ts';
import { WatchedService } from './test-support/watched-service.ts';

const MINUTE_MS = 60_000;
const SOAK_MINUTES = Number(process.env['UNDERSTUDY_SOAK_MINUTES'] ?? 10);
const TEST_MS = (SOAK_MINUTES + 5) * MINUTE_MS;
/** The catalogue's own times: a busy machine is late now and then, and no alert is for that. */
const MOST_HOLD_SECONDS = 3_600;

let load: ApplicationLoad;
let service: WatchedService;

beforeAll(async () => {
  load = await ApplicationLoad.open({
    gateway: () => `http://${service.address('gateway-1')}`,
    visitors: 4,
    pauseMs: 100,
    limitMs: 20_000,
  });
  service = await WatchedService.open(
    {
      orchestrator: {
        automatic: true,
        observers: OBSERVERS,
        alerts: {},
        lookEveryMs: 500,
        lookLimitMs: 1_500,
      },
      programs: ['gateway-1', 'gateway-2', 'gateway-3', 'replicator-1'],
      mostHoldSeconds: MOST_HOLD_SECONDS,
    },
    Object.keys(PROGRAMS),
  );
  await Promise.all(Object.entries(PROGRAMS).map(([name, words]) => service.start(name, words)));
  load.start();
  await service.until('the application is answered', () => load.counts.ok > 20);
  await service.watch();
}, TEST_MS);

afterAll(async () => {
  await load.close();
  await service.close();
}, TEST_MS);

it(
  `under load and without a fault none fires in ${SOAK_MINUTES} minutes`,
  async () => {
    const untilMs = Date.now() + SOAK_MINUTES * MINUTE_MS;
    await service.until('every program is scraped', async () => (await service.value('min(up)')) === 1);
    const before = load.counts;
    while (Date.now() < untilMs) {
      expect((await service.firing()).map(({ name }) => name)).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    // What fired between two looks is in the series of alerts.
    const fired = await service.value('count(last_over_time(ALERTS{alertstate="firing"}[20m]))');
    const pending = await service.value('count(last_over_time(ALERTS{alertstate="pending"}[20m]))');
    const { ok, failed } = load.counts;
    process.stdout.write(
      `${SOAK_MINUTES} minutes: ${ok - before.ok} requests, ${failed - before.failed} failed; ${fired ?? 0} alerts fired, ${pending ?? 0} were pending\n`,
    );
    expect([fired ?? 0, failed - before.failed]).toEqual([0, 0]);
    const { out } = await service.understudy(['history', '-f', service.file]);
    expect(out).not.toContain('failover');
  },
  TEST_MS,
);

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AuditEntry } from '@understudy/findings';
import type { OrchestratorStatus } from '@understudy/orchestrator';
import { ApplicationLoad } from './test-support/application-load.ts';
import { Milestones } from './test-support/milestones.ts';
import { STANDBY, WatchedService, WRITER } from './test-support/watched-service.ts';

const TEST_MS = 300_000;
/** As many requests may be in flight when the region dies, and answered yet. */
const VISITORS = 4;
const RATIO = 'sum(rate(shop_requests_total{outcome="failed"}[10s])) / sum(rate(shop_requests_total[10s]))';

/** The application's error ratio, as its people watch it; the label makes it the orchestrators' second signal. */
const SHOP_RULES = JSON.stringify({
  groups: [
    {
      name: 'shop',
      rules: [
        {
          alert: 'ShopErrors',
          expr: `${RATIO} > 0.05`,
          for: '2s',
          labels: {
            severity: 'page',
            understudy_service: 'shop',
            understudy_signal: 'application-errors',
          },
          annotations: { summary: 'More than 5 % of the requests of the shop fail' },
        },
      ],
    },
  ],
});

/** Three run, in one place: their majority alone does not move the writer. */
const RUNNING = ['orch-1', 'orch-2', 'orch-3'] as const;
const observers = [
  ...RUNNING.map((name) => ({ name, place: 'newark' })),
  { name: 'orch-4', place: 'frankfurt' },
  { name: 'orch-5', place: 'london' },
];

let load: ApplicationLoad;
let service: WatchedService;

beforeAll(async () => {
  load = await ApplicationLoad.open({
    gateway: () => `http://${service.address('gateway-1')}`,
    visitors: VISITORS,
    pauseMs: 100,
    limitMs: 1_000,
  });
  service = await WatchedService.open(
    {
      orchestrator: { automatic: true, observers, alerts: {}, lookEveryMs: 500, lookLimitMs: 1_500 },
      scrapes: { shop: load.address },
      ownRules: SHOP_RULES,
      // Longer than the shop's own rule: the chain is the one of the error ratio.
      mostHoldSeconds: 30,
    },
    ['gateway-1', 'replicator-1', 'replicator-2', ...RUNNING],
  );
  await Promise.all([
    service.start('gateway-1', ['gateway', 'run', '--drain-ms', '500']),
    ...['replicator-1', 'replicator-2'].map((name) => service.start(name, ['replicator', 'run'])),
    ...RUNNING.map((name) => service.start(name, ['orchestrator', 'run', '--name', name])),
  ]);
  await service.watch();
}, TEST_MS);

afterAll(async () => {
  await load.close();
  await service.close();
}, TEST_MS);

const statusOf = async (name: string): Promise<OrchestratorStatus> => {
  const answer = await fetch(`http://${service.address(name)}/status`);
  return (await answer.json()) as OrchestratorStatus;
};

const audit = async (): Promise<readonly AuditEntry[]> => {
  const { out } = await service.understudy(['audit', '-f', service.file, '-o', 'json']);
  return out === '' ? [] : (JSON.parse(out) as readonly AuditEntry[]);
};

it(
  'a region that dies raises the error ratio, the alert, the webhook and the failover, and nothing is done by hand',
  async () => {
    load.start();
    await service.until('the shop is scraped and served', async () => (await service.value(RATIO)) === 0);
    await service.until('an orchestrator leads', async () =>
      (await Promise.all(RUNNING.map(statusOf))).some(({ leads }) => leads),
    );
    await service.until(
      'links replicate',
      async () => ((await service.value('max(understudy_replicator_settled_timestamp_seconds)')) ?? 0) > 0,
    );
    const milestones = new Milestones(service);

    const { faults } = service.cloud.region(WRITER);
    const loss = faults.add({ kind: 'refuse', existing: 'reset' });
    await loss.inEffect;
    milestones.begin(`${WRITER} is lost`);
    const before = load.counts.ok;
    await Promise.all([
      milestones.reach(
        'a failover is wanted, and blocked: one place',
        async () => (await service.value('max(understudy_orchestrator_blocks{code="one-place"})')) === 1,
      ),
      milestones.reach(
        'the error ratio is over 5 % in Prometheus',
        async () => ((await service.value(RATIO)) ?? 0) > 0.05,
      ),
      milestones.reach('the alert fires in Prometheus', async () =>
        (await service.firing()).some(({ name }) => name === 'ShopErrors'),
      ),
      milestones.reach('Alertmanager sends it', async () =>
        (await service.sent()).some(({ name }) => name === 'ShopErrors'),
      ),
      milestones.reach('every orchestrator has it', async () =>
        (await Promise.all(RUNNING.map(statusOf))).every(({ alerts }) =>
          alerts.some(({ name }) => name === 'ShopErrors'),
        ),
      ),
      milestones.reach('the application is answered again', () => load.counts.ok > before + VISITORS),
    ]);
    const ended = async () =>
      (await audit()).some(({ kind }) => kind === 'verified' || kind === 'unverified');
    await service.until('the move has ended', ended);
    milestones.note(await audit());
    process.stdout.write(milestones.render());

    const entries = await audit();
    expect(entries.filter(({ kind }) => kind === 'unverified')).toEqual([]);
    const decisions = entries.filter(({ kind }) => kind === 'decision');
    expect(decisions.some(({ what }) => what.includes('(one-place)'))).toBe(true);
    const acted = decisions.find(({ what }) => what.includes('nothing blocks it'));
    expect(acted?.what).toContain('(alerts: ShopErrors)');
    const history = await service.understudy(['history', '-f', service.file]);
    expect(history.out).toContain(STANDBY);
    expect(history.out).toMatch(/ShopErrors/);
    const plan = await service.understudy(['plan', '-f', service.file, '-o', 'json']);
    expect(plan.code).toBe(0);
    const ratio = async () => ((await service.value(RATIO)) ?? 1) === 0;
    await service.until('the error ratio is 0 again', ratio);
    await service.until('the alert is over for the orchestrators', async () =>
      (await Promise.all(RUNNING.map(statusOf))).every(({ alerts }) =>
        alerts.every(({ name }) => name !== 'ShopErrors'),
      ),
    );
    await loss.lift();
  },
  TEST_MS,
);

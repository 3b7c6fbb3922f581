import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALERTS } from '@understudy/monitoring';
import { AlertTable } from './test-support/alert-table.ts';
import { ALERT_FAULTS } from './test-support/alert-faults/alert-faults.ts';
import type { AlertFault } from './test-support/alert-faults/alert-fault.ts';
import { ALERTS_NOT_FIRED } from './test-support/alert-faults/alerts-not-fired.ts';
import { OBSERVERS, PROGRAMS } from './test-support/alert-faults/programs.ts';
import { ApplicationLoad } from './test-support/application-load.ts';
import { runRunbook, type RunbookOutcome } from './test-support/run-runbook.ts';
import { WatchedService } from './test-support/watched-service.ts';
import { renderTable } from './render-table.ts';

const TEST_MS = 400_000;
/** Instead of the minutes that a fault has to hold in production. */
const MOST_HOLD_SECONDS = 2;
const FIRES_WITHIN_MS = 150_000;
const QUIET_WITHIN_MS = 150_000;

let load: ApplicationLoad;
let service: WatchedService;
const table = new AlertTable();
const runbooks = new Map<string, readonly RunbookOutcome[]>();

beforeAll(async () => {
  load = await ApplicationLoad.open({
    gateway: () => `http://${service.address('gateway-1')}`,
    visitors: 2,
    pauseMs: 200,
    limitMs: 20_000,
  });
  const names = Object.keys(PROGRAMS);
  service = await WatchedService.open(
    {
      orchestrator: {
        automatic: false,
        observers: OBSERVERS,
        lookEveryMs: 500,
        lookLimitMs: 1_500,
        pauseMs: 0,
        alerts: {},
      },
      programs: ['gateway-1', 'gateway-2', 'replicator-1'],
      mostHoldSeconds: MOST_HOLD_SECONDS,
    },
    names,
  );
  await Promise.all(Object.entries(PROGRAMS).map(([name, words]) => service.start(name, words)));
  await service.watch();
  load.start();
}, TEST_MS);

afterAll(async () => {
  process.stdout.write(table.render(ALERTS_NOT_FIRED));
  const rows = [...runbooks.values()]
    .flat()
    .map(({ page, command, code, problem = '' }) => [
      page,
      String(code),
      command,
      problem.split('\n')[0] ?? '',
    ]);
  process.stdout.write(`${renderTable(['Page', 'Exit', 'Command', 'Problem'], rows).join('\n')}\n`);
  await load.close();
  await service.close();
}, TEST_MS);

/** The fault lasts until its alerts have fired. */
async function makeFault({ what, raises, begin }: AlertFault): Promise<() => Promise<void>> {
  const isQuiet = async () =>
    !(await service.firing()).some(({ name }) => raises.some((alert) => alert === name));
  await service.until(`${raises.join(', ')} did not fire before`, isQuiet, { limitMs: QUIET_WITHIN_MS });
  const begunMs = Date.now();
  const end = await begin(service);
  await Promise.all(
    raises.map(async (alert) => {
      const fires = async () => (await service.firing()).some(({ name }) => name === alert);
      const inTime = await service.until(alert, fires, { limitMs: FIRES_WITHIN_MS, everyMs: 250 }).then(
        () => true,
        () => false,
      );
      table.note(alert, { fault: what, ...(inTime && { seconds: (Date.now() - begunMs) / 1_000 }) });
    }),
  );
  return end;
}

async function record(): Promise<string> {
  const { out } = await service.understudy(['dead-letters', 'list', '-f', service.file, '-o', 'json']);
  return /"record": *"([^"]+)"/.exec(out)?.[1] ?? 'none';
}

const settled = async () => {
  const isLed = async () =>
    (await service.value('min(max by (table, source) (understudy_replicator_leading_links))')) === 1;
  await service.until('every program is scraped', async () => (await service.value('min(up)')) === 1);
  await service.until('every link is led', isLed);
  const ok = load.counts.ok;
  await service.until('the application is answered', () => load.counts.ok > ok + 2);
  await service.until(
    'an orchestrator leads',
    async () => (await service.value('max(understudy_orchestrator_leading)')) === 1,
  );
};

describe('the alerts of the catalogue', () => {
  it.each(ALERT_FAULTS.map((group) => [group.name, group] as const))(
    'fire by their faults, and the commands of their pages work meanwhile: %s',
    async (_name, { faults }) => {
      await settled();
      const ends = await Promise.all(faults.map(makeFault));
      const raised = faults.flatMap(({ raises }) => raises);
      const pages = new Set(raised.map((alert) => ALERTS[alert]?.runbook ?? ''));
      for (const page of pages)
        if (!runbooks.has(page)) runbooks.set(page, await runRunbook(page, service.file, record));
      await Promise.all(ends.map((end) => end()));
      expect(raised.filter((alert) => !table.fired.includes(alert))).toEqual([]);
      const problems = [...pages].flatMap((page) => runbooks.get(page) ?? []);
      expect(problems.filter(({ problem }) => problem !== undefined)).toEqual([]);
    },
    TEST_MS,
  );

  it('are all made here, or have a reason why not', () => {
    const raised = ALERT_FAULTS.flatMap(({ faults }) => faults.flatMap(({ raises }) => raises));
    expect([...raised, ...Object.keys(ALERTS_NOT_FIRED)].sort()).toEqual(Object.keys(ALERTS).sort());
  });
});

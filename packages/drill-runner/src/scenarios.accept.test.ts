import { afterAll, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { listScenarios, renderText, reportOf, type DrillReport } from '@understudy/drills';
import { runScenario } from './run-scenario.ts';

const LIMIT_MS = 180_000;
/** All drills together, on two cores. */
const ALL_LIMIT_MS = 900_000;

const scenarios = await listScenarios();
const reports: DrillReport[] = [];

/** The whole list, as a table with the time of each. */
afterAll(() => {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1).padStart(6)} s`;
  const rows = reports.map(
    ({ scenario, verdict, tookMs, measured }) =>
      `${scenario.name.padEnd(24)} ${verdict.padEnd(8)} ${seconds(tookMs)}  without writes ${seconds(measured.withoutWritesMs ?? 0)}  failed ${String(measured.failedWrites)}`,
  );
  const total = reports.reduce((sum, { tookMs }) => sum + tookMs, 0);
  process.stdout.write(
    `\n${[...rows, `${String(reports.length)} drills in ${seconds(total)}`].join('\n')}\n`,
  );
});

it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s passes',
  async (_name, scenario) => {
    const { signal } = new AbortController();
    const record = await runScenario(scenario, {
      seed: 1,
      clock: systemClock(),
      signal,
      say: () => undefined,
    });
    const report = reportOf(scenario, record);
    reports.push(report);
    expect(report.verdict === 'passed' ? '' : renderText(report)).toBe('');
  },
  LIMIT_MS,
);

it('all of them take at most fifteen minutes', () => {
  expect(reports).toHaveLength(scenarios.length);
  expect(reports.reduce((sum, { tookMs }) => sum + tookMs, 0)).toBeLessThanOrEqual(ALL_LIMIT_MS);
});

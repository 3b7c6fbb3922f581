import { afterAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { propertyRuns } from '@understudy/core/testing';
import { loadScenario, renderText, reportOf, type DrillReport } from '@understudy/drills';
import { runScenario } from './run-scenario.ts';

/** Runs of each scenario; UNDERSTUDY_RUNS says another number. */
const RUNS = propertyRuns(20, 20);
const RUN_LIMIT_MS = 180_000;

const ran = new Map<string, DrillReport[]>();
const seconds = (ms: number | undefined) => (ms === undefined ? 'never' : `${(ms / 1_000).toFixed(1)} s`);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The time of each run, and the shares of its steps. */
afterAll(() => {
  for (const [name, reports] of ran) {
    const rows = reports.map(({ measured }) => {
      const { claimedAfterMs, promotedAfterMs, withoutWritesMs } = measured;
      const waitedMs = (promotedAfterMs ?? NaN) - (claimedAfterMs ?? NaN);
      return `  ${seconds(withoutWritesMs)}: claimed after ${seconds(claimedAfterMs)}, promoted ${seconds(waitedMs)} later`;
    });
    const times = reports.map(({ measured }) => measured.withoutWritesMs ?? Infinity);
    process.stdout.write(
      `${name}, ${String(reports.length)} runs without a write for ${seconds(median(times))} at the median, ${seconds(Math.max(...times))} at most\n${rows.join('\n')}\n`,
    );
  }
});

/** Figures say something of the machine, too: what fails here is a run that lost a write or whose writer did not move. */
describe('with the limits that a service has by default, writes are acknowledged again', () => {
  it.each([
    ['soon after the writer is killed (aim: 6 s at the median, 10 s at most)', 'writer-killed'],
    ['soon after the writer falls silent (aim: 10 s at the median)', 'writer-black-holed'],
  ])(
    '%s',
    async (_aim, name) => {
      const scenario = { ...(await loadScenario(name)), limits: 'default' as const };
      const clock = systemClock();
      const { signal } = new AbortController();
      const reports: DrillReport[] = [];
      ran.set(name, reports);
      for (let seed = 1; seed <= RUNS; seed += 1) {
        const record = await runScenario(scenario, { seed, clock, signal, say: () => undefined });
        const report = reportOf(scenario, record);
        reports.push(report);
        expect(report.verdict === 'passed' ? '' : renderText(report)).toBe('');
      }
    },
    RUNS * RUN_LIMIT_MS,
  );
});

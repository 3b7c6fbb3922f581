import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { drillExit } from '../judge/drill-exit.ts';
import { loadRunner } from '../library/load-runner.ts';
import { loadScenario } from '../library/load-scenario.ts';
import type { RunScenario } from '../library/run-scenario.ts';
import { renderText } from '../report/render-text.ts';
import { reportOf } from '../report/report-of.ts';
import { writeReport } from '../report/write-report.ts';

export interface RunInput {
  readonly arguments: { readonly scenario: string };
  readonly options: { readonly seed: number; readonly report: string | undefined };
}

/**
 * Runs a scenario, and shows and writes the report, that of a drill that was stopped, too.
 * @throws DrillsError as `loadScenario`, `loadRunner` and `writeReport` do; what keeps the local cloud from starting
 */
export async function runRun(
  { arguments: { scenario: name }, options: { seed, report: folder } }: RunInput,
  { result, err, clock, signal }: CommandContext,
  load: () => Promise<RunScenario> = loadRunner,
): Promise<ExitName> {
  const scenario = await loadScenario(name);
  const runScenario = await load();
  const say = (sentence: string) => {
    err(`${sentence}\n`);
  };
  const record = await runScenario(scenario, { seed, clock, signal, say });
  const report = reportOf(scenario, record);
  result(report, renderText);
  if (folder !== undefined) for (const path of await writeReport(report, folder)) say(`Report: ${path}`);
  return drillExit(report, report.judgements);
}

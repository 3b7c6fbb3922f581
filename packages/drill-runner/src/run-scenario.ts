import { setMaxListeners } from 'node:events';
import type { RunScenario } from '@understudy/drills';
import { OwnedResources, Phases, type ScenarioRun } from '@understudy/scenario';
import { DrillLog } from './drill-log.ts';
import { DrillRun } from './drill-run.ts';

/** Runs a scenario on a separate local cloud; whatever happens, everything that was started is stopped and removed. */
export const runScenario: RunScenario = async (scenario, { seed, clock, signal, say }) => {
  const beganMs = clock.monotonicMs();
  const elapsedMs = () => clock.monotonicMs() - beganMs;
  setMaxListeners(0, signal);
  const log = new DrillLog(elapsedMs, say);
  const resources = new OwnedResources((error) => {
    say(error instanceof Error ? error.message : String(error));
  });
  // What followed the run ends with it, also where it ends by itself.
  const ended = new AbortController();
  const run: ScenarioRun = {
    options: {
      items: scenario.load.items,
      ratePerSecond: scenario.load.perSecond,
      seconds: 0,
      seed,
      plantLoss: false,
      limits: scenario.limits,
    },
    clock,
    signal: AbortSignal.any([signal, ended.signal]),
    elapsedMs,
    say,
    resources,
    phases: new Phases(elapsedMs, []),
    notes: {},
  };
  setMaxListeners(0, run.signal);
  const drill = new DrillRun(scenario, run, log);
  try {
    await drill.carryOut();
  } catch (error) {
    if (!signal.aborted) throw error;
    drill.interrupt();
  } finally {
    ended.abort(new Error('The drill is over.'));
    await resources.close({ failed: drill.isSuspicious });
  }
  return drill.record(seed);
};

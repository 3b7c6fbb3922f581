import type { ScenarioRun } from '../run/scenario-run.ts';

/** One quiet stretch of traffic. @throws the signal's reason */
export function letTrafficRun({
  clock,
  signal,
  options,
}: Pick<ScenarioRun, 'clock' | 'signal' | 'options'>): Promise<void> {
  return clock.sleep(options.seconds * 1_000, signal);
}

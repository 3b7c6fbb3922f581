import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Moved } from './moved.ts';
import { measureStretch } from '../report/measure-stretch.ts';
import type { TrafficMeter } from '../workload/traffic-meter.ts';
import type { Operator } from './operator.ts';

export interface SwitchContext extends Pick<ScenarioRun, 'clock' | 'signal' | 'elapsedMs'> {
  readonly operator: Operator;
  readonly meter: TrafficMeter;
}

/** Requests are counted for a while after a switch, in milliseconds: what it may have left behind. */
const AFTERMATH_MS = 2_000;

/** Switches over as planned, and measures what the requests under way went through. */
export async function switchWriter(
  { operator, clock, signal, elapsedMs, meter }: SwitchContext,
  to: string,
): Promise<Moved> {
  const from = await operator.writer();
  const startedMs = elapsedMs();
  const epoch = await operator.switchOver(to);
  const endedMs = elapsedMs();
  await clock.sleep(AFTERMATH_MS, signal);
  const measuredToMs = elapsedMs();
  const stretch = measureStretch(meter.finished, startedMs, measuredToMs);
  return { from, to, epoch, startedMs, tookMs: endedMs - startedMs, measuredToMs, stretch };
}

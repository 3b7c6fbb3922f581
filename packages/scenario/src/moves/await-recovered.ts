import { waitFor } from '@understudy/core';
import { ScenarioError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { durationText } from '../report/count-text.ts';
import { measureOutage } from '../report/measure-outage.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { TrafficMeter } from '../workload/traffic-meter.ts';

export interface RecoveryContext extends Pick<ScenarioRun, 'clock' | 'signal'> {
  readonly journal: Journal;
  readonly meter: TrafficMeter;
}

export interface Recovery {
  /** From the first write in trouble to the first that another region acknowledged, in milliseconds. */
  readonly lastedMs: number;
  /** When that was, in milliseconds since the run began. */
  readonly recoveredMs: number;
}

const RECOVERY_LIMIT_MS = 30_000;

/**
 * Waits until another region has acknowledged a write, and every request sent before that has ended.
 * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
 */
export async function awaitRecovered(
  { journal, meter, clock, signal }: RecoveryContext,
  { killedMs, from }: { readonly killedMs: number; readonly from: string },
): Promise<Recovery> {
  const look = () => {
    const outage = measureOutage(journal.entries, killedMs, from);
    if (outage?.lastedMs === undefined || outage.recoveredMs === undefined) return undefined;
    if (meter.oldestWaitingMs <= outage.recoveredMs) return undefined;
    return { lastedMs: outage.lastedMs, recoveredMs: outage.recoveredMs };
  };
  const waited = await waitFor(look, { clock, everyMs: 50, limitMs: RECOVERY_LIMIT_MS, signal });
  if (waited.met) return waited.value;
  throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `No write was acknowledged within ${durationText(RECOVERY_LIMIT_MS)} of the promotion.`,
  });
}

import { isUnderstudyError } from '@understudy/core';
import type { Scenario } from '@understudy/drills';
import type { DrillLog } from '../drill-log.ts';
import type { RunningTimeline } from '../events/running-timeline.ts';
import type { Stage } from '../stage/stage.ts';

/** How long merging may take where the scenario sets no limit; past a limit it is still waited for, to say how long. */
const MERGE_LIMIT_MS = 60_000;

/**
 * Ends every event, and waits until nothing is left to merge.
 * @returns how long that took, in milliseconds; `undefined` where it was not over in time
 * @throws SandboxError, and the signal's reason
 */
export async function cleanUp(
  { cleanUp: { switchBack }, load }: Scenario,
  stage: Stage,
  writerBefore: string,
  timeline: RunningTimeline,
  log: DrillLog,
): Promise<number | undefined> {
  const { clock, operator, workload } = stage;
  log.note('phase', 'Clean-up: every event that lasts is ended.');
  workload.setRate(load.perSecond);
  const startedMs = clock.monotonicMs();
  await timeline.endAll();
  try {
    await operator.awaitSteady(MERGE_LIMIT_MS);
    const tookMs = Math.round(clock.monotonicMs() - startedMs);
    if (switchBack && (await operator.writer()) !== writerBefore) {
      log.note('phase', `The writer is switched back to ${writerBefore}.`);
      await operator.switchOver(writerBefore);
    }
    return tookMs;
  } catch (error) {
    if (stage.signal.aborted || !isUnderstudyError(error)) throw error;
    log.note('phase', error.message);
    return undefined;
  }
}

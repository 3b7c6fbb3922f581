import type { ScenarioData } from '@understudy/drills';
import { hasFailed } from './has-failed.ts';
import type { JournalEntry } from '@understudy/scenario';

export interface StopFacts {
  readonly entries: readonly JournalEntry[];
  /** When the faults began, and now, in milliseconds since the drill began. */
  readonly fromMs: number;
  readonly nowMs: number;
}

/** Why a drill has to stop now, if it has to. */
export function findStop(
  stopWhen: ScenarioData['stopWhen'],
  { entries, fromMs, nowMs }: StopFacts,
): string | undefined {
  const since = entries.filter(({ endedMs }) => endedMs >= fromMs);
  const failed = since.filter(hasFailed).length;
  if (stopWhen.failedWrites !== undefined && failed > stopWhen.failedWrites)
    return `${String(failed)} writes failed, more than ${String(stopWhen.failedWrites)}.`;
  if (stopWhen.withoutWrites === undefined) return undefined;
  const lastMs = since
    .filter(({ outcome }) => outcome === 'acknowledged')
    .reduce((last, { endedMs }) => Math.max(last, endedMs), fromMs);
  return nowMs - lastMs > stopWhen.withoutWrites
    ? `no write was acknowledged for ${String(Math.round((nowMs - lastMs) / 1_000))} s.`
    : undefined;
}

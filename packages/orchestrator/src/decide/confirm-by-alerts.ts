import type { ServiceView, WantedFailover } from '@understudy/findings';
import { callerAlerts } from './caller-alerts.ts';

/** By how much in ms the clocks of two orchestrators, or of one and Prometheus, may differ. */
const CLOCKS_MS = 1_000;

/**
 * The alerts that confirm from inside what observers see from outside: applications get errors, and the alert began, and was
 * heard of, after the observers had lost the writer: no one clock decides. One that fired before tells of another trouble. Where programs are
 * declared they say the same sooner, and no alert is asked. Pure.
 */
export function confirmByAlerts(
  view: ServiceView,
  { from, missedSinceMs }: Pick<WantedFailover, 'from' | 'missedSinceMs'>,
): readonly string[] {
  if (view.policy.programs.length > 0 || missedSinceMs === undefined) return [];
  return callerAlerts(view, from)
    .filter(({ alert }) => Math.min(alert.heardMs, alert.startedMs) >= missedSinceMs - CLOCKS_MS)
    .map(({ alert }) => alert.name);
}

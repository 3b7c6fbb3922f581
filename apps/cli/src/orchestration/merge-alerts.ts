import type { AlertLine, ObserverLine } from './plan-view.ts';

/** The alerts that orchestrators received, each once; those of one name that began together are one. */
export function mergeAlerts(observers: readonly ObserverLine[]): readonly AlertLine[] {
  const lines = new Map<string, AlertLine>();
  for (const { name: observer, report } of observers) {
    for (const alert of report?.alerts ?? []) {
      const key = `${alert.name} ${alert.region ?? ''} ${String(alert.startedMs)} ${alert.summary}`;
      const before = lines.get(key);
      lines.set(key, { ...(before ?? alert), toldTo: [...(before?.toldTo ?? []), observer] });
    }
  }
  return [...lines.values()];
}

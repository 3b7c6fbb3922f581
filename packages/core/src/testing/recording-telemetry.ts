import type { Labels, Telemetry } from '../telemetry.ts';

/** Records what it receives, for tests and for status pages: counters summed, gauges at their last value. */
export class RecordingTelemetry implements Telemetry {
  readonly counters = new Map<string, number>();
  readonly gauges = new Map<string, number>();
  readonly observations = new Map<string, number[]>();
  readonly events: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];

  count(name: string, labels?: Labels, by = 1): void {
    const key = series(name, labels);
    this.counters.set(key, (this.counters.get(key) ?? 0) + by);
  }

  gauge(name: string, value: number, labels?: Labels): void {
    this.gauges.set(series(name, labels), value);
  }

  observe(name: string, value: number, labels?: Labels): void {
    const key = series(name, labels);
    this.observations.set(key, [...(this.observations.get(key) ?? []), value]);
  }

  event(name: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.events.push({ name, facts });
  }
}

/** `name{a="1",b="2"}`, labels in the order of their names. */
export function series(name: string, labels: Labels = {}): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

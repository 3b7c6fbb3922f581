import type { Labels, Telemetry } from '@understudy/core';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What each metric is, for those who read them without the README. */
export type MetricHelp = Readonly<Record<string, string>>;

/**
 * Telemetry that Prometheus can scrape. A metric is made when it is told of for the first time, with the labels that it
 * came with; events go to `onEvent`, one by one.
 */
export class PrometheusTelemetry implements Telemetry {
  readonly registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #gauges = new Map<string, Gauge>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #help: MetricHelp;
  readonly #onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void;

  constructor(help: MetricHelp, onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void) {
    this.#help = help;
    this.#onEvent = onEvent;
  }

  count(name: string, labels: Labels = {}, by = 1): void {
    made(this.#counters, name, () => new Counter(this.#definition(name, labels))).inc(labels, by);
  }

  gauge(name: string, value: number, labels: Labels = {}): void {
    made(this.#gauges, name, () => new Gauge(this.#definition(name, labels))).set(labels, value);
  }

  observe(name: string, value: number, labels: Labels = {}): void {
    made(this.#histograms, name, () => new Histogram(this.#definition(name, labels))).observe(labels, value);
  }

  event(name: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#onEvent(name, facts);
  }

  #definition(name: string, labels: Labels) {
    return {
      name,
      help: this.#help[name] ?? name,
      labelNames: Object.keys(labels),
      registers: [this.registry],
    };
  }
}

function made<T>(metrics: Map<string, T>, name: string, make: () => T): T {
  const known = metrics.get(name);
  if (known !== undefined) return known;
  const metric = make();
  metrics.set(name, metric);
  return metric;
}

import type { Labels, MetricCatalogue, Telemetry } from '@understudy/core';
import { Registry } from 'prom-client';
import { checkCatalogue } from './check-catalogue.ts';
import { TelemetryError } from './errors.ts';
import { TELEMETRY_METRICS } from './metrics.ts';
import { RegisteredMetric } from './registered-metric.ts';

const REFUSED = 'understudy_telemetry_refused_samples_total';

export interface PrometheusTelemetryOptions {
  /** The catalogues of every package whose samples this process takes. */
  readonly catalogues: readonly MetricCatalogue[];
  /** Gets every event with its facts: `logger.event`, for example. */
  readonly onEvent?: (name: string, facts: Readonly<Record<string, unknown>>) => void;
  /**
   * Whether a sample that fits no declaration throws: where `NODE_ENV` is `test` or `development`, unless given. Otherwise it
   * is counted in `understudy_telemetry_refused_samples_total`, and the first one of each metric is the event
   * `telemetry.sample_refused`.
   */
  readonly strict?: boolean;
}

type Type = RegisteredMetric['type'];

/**
 * Telemetry that Prometheus scrapes. Every metric of the catalogues is there from the start, with a sample for each
 * combination of label values that is known.
 */
export class PrometheusTelemetry implements Telemetry {
  readonly registry = new Registry();
  readonly #metrics = new Map<string, RegisteredMetric>();
  readonly #onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly #strict: boolean;
  readonly #reported = new Set<string>();

  /** @throws TelemetryError `UND_TELEMETRY_CATALOGUE_INVALID` */
  constructor({
    catalogues,
    onEvent = () => undefined,
    strict = isDevelopment(),
  }: PrometheusTelemetryOptions) {
    this.#onEvent = onEvent;
    this.#strict = strict;
    for (const catalogue of new Set<MetricCatalogue>([TELEMETRY_METRICS, ...catalogues]))
      this.#register(catalogue);
  }

  /**
   * Makes the samples of every metric whose open labels are exactly those of `labels`, one for each combination with the
   * values of its other labels; samples that exist keep their value. Call it as soon as a table, region or link is known.
   */
  initialise(labels: Labels): void {
    for (const metric of this.#metrics.values()) metric.initialise(labels);
  }

  count(name: string, labels: Labels = {}, by = 1): void {
    this.#record('counter', name, labels, by);
  }

  /** A gauge takes `NaN` too: comparisons with it are false, so that no alert fires on a value that is not known. */
  gauge(name: string, value: number, labels: Labels = {}): void {
    this.#record('gauge', name, labels, value);
  }

  observe(name: string, value: number, labels: Labels = {}): void {
    this.#record('histogram', name, labels, value);
  }

  event(name: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#onEvent(name, facts);
  }

  /** Every sample in Prometheus's text format. */
  metrics(): Promise<string> {
    return this.registry.metrics();
  }

  #register(catalogue: MetricCatalogue): void {
    const twice = Object.keys(catalogue).filter((name) => this.#metrics.has(name));
    const wrong = [
      ...checkCatalogue(catalogue),
      ...twice.map((name) => `${name} is declared in two catalogues.`),
    ];
    if (wrong.length > 0)
      throw new TelemetryError('UND_TELEMETRY_CATALOGUE_INVALID', { what: wrong.join(' ') });
    for (const [name, declared] of Object.entries(catalogue)) {
      const metric = new RegisteredMetric(name, declared, this.registry);
      this.#metrics.set(name, metric);
      metric.initialise({});
    }
  }

  #record(type: Type, name: string, labels: Labels, value: number): void {
    const metric = this.#metrics.get(name);
    if (metric?.type !== type) {
      this.#refuse(
        'metric',
        name,
        metric === undefined
          ? `No metric ${name} is declared.`
          : `${name} is a ${metric.type}, not a ${type}.`,
      );
      return;
    }
    const misfit = metric.misfitOf(labels, value);
    if (misfit !== undefined) this.#refuse(misfit.reason, name, misfit.what);
    if (misfit?.recordable !== false) metric.record(labels, value);
  }

  #refuse(reason: 'metric' | 'label' | 'value', name: string, what: string): void {
    if (this.#strict)
      throw new TelemetryError('UND_TELEMETRY_SAMPLE_UNDECLARED', {
        what,
        details: { metric: name, reason },
      });
    this.#metrics.get(REFUSED)?.record({ reason }, 1);
    if (this.#reported.has(name)) return;
    this.#reported.add(name);
    this.#onEvent('telemetry.sample_refused', { metric: name, reason, problem: what });
  }
}

function isDevelopment(): boolean {
  return ['test', 'development'].includes(process.env['NODE_ENV'] ?? '');
}

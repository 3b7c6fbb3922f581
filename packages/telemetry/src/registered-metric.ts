import type { Labels, MetricDeclaration } from '@understudy/core';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { isOpen } from './check-catalogue.ts';
import { combineLabels } from './combine-labels.ts';

/** Why a sample does not fit a declared metric. */
export interface Misfit {
  /** `label`: one is missing or not declared; `value`: of a label or of the sample. */
  readonly reason: 'label' | 'value';
  readonly what: string;
  /** Whether the sample can be recorded all the same. */
  readonly recordable: boolean;
}

/** One metric of prom-client, whatever its type. */
interface Sink {
  readonly record: (labels: Labels, value: number) => void;
  readonly initialise: (labels: Labels) => void;
}

/** A declared metric in a registry of prom-client. */
export class RegisteredMetric {
  readonly type: MetricDeclaration['type'];
  /** The labels whose values the catalogue does not list. */
  readonly openLabels: readonly string[];
  readonly #name: string;
  readonly #labels: readonly string[];
  readonly #closed: Readonly<Record<string, readonly string[]>>;
  readonly #sink: Sink;
  /** The combinations of label values that have a sample. */
  readonly #present = new Set<string>();

  constructor(name: string, declared: MetricDeclaration, registry: Registry) {
    const labels = Object.entries(declared.labels ?? {});
    this.type = declared.type;
    this.#name = name;
    this.#labels = labels.map(([label]) => label);
    this.openLabels = labels.flatMap(([label, values]) => (isOpen(values) ? [label] : []));
    this.#closed = Object.fromEntries(
      labels.flatMap(([label, values]) => (isOpen(values) ? [] : [[label, values]])),
    );
    this.#sink = openSink(declared, {
      name,
      help: declared.help,
      labelNames: this.#labels,
      registers: [registry],
    });
  }

  /** Makes the samples with these open labels where they are the metric's own; a sample that exists keeps its value. */
  initialise(open: Labels): void {
    if (!this.#areOpen(Object.keys(open))) return;
    for (const closed of combineLabels(this.#closed)) {
      const labels = { ...open, ...closed };
      if (this.#note(labels)) this.#sink.initialise(labels);
    }
  }

  misfitOf(labels: Labels, value: number): Misfit | undefined {
    const given = Object.keys(labels);
    if (given.length !== this.#labels.length || !given.every((label) => this.#labels.includes(label))) {
      const what = `${this.#name} has the labels (${this.#labels.join(', ')}), and the sample has (${given.join(', ')}).`;
      return { reason: 'label', what, recordable: false };
    }
    const isNumber =
      this.type === 'gauge' || (Number.isFinite(value) && (this.type === 'histogram' || value >= 0));
    if (!isNumber) {
      const what = `${this.#name} is a ${this.type} and can't take ${String(value)}.`;
      return { reason: 'value', what, recordable: false };
    }
    const unlisted = Object.entries(this.#closed).find(
      ([label, values]) => !values.includes(labels[label] ?? ''),
    );
    if (unlisted === undefined) return undefined;
    const [label, values] = unlisted;
    const what = `${this.#name} has ${label} = ${values.join(', ')}, and the sample has "${labels[label] ?? ''}".`;
    return { reason: 'value', what, recordable: true };
  }

  record(labels: Labels, value: number): void {
    this.#note(labels);
    this.#sink.record(labels, value);
  }

  #areOpen(given: readonly string[]): boolean {
    return given.length === this.openLabels.length && given.every((label) => this.openLabels.includes(label));
  }

  /** Whether the combination is new. */
  #note(labels: Labels): boolean {
    const key = this.#labels.map((label) => labels[label]).join('\u0000');
    const isNew = !this.#present.has(key);
    if (isNew) this.#present.add(key);
    return isNew;
  }
}

interface SinkSettings {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly registers: Registry[];
}

function openSink(declared: MetricDeclaration, settings: SinkSettings): Sink {
  switch (declared.type) {
    case 'counter': {
      const counter = new Counter<string>(settings);
      return {
        record: (labels, by) => counter.inc(labels, by),
        initialise: (labels) => counter.inc(labels, 0),
      };
    }
    case 'gauge': {
      const gauge = new Gauge<string>(settings);
      const { initial = 0 } = declared;
      return {
        record: (labels, value) => gauge.set(labels, value),
        initialise: (labels) => gauge.set(labels, initial),
      };
    }
    case 'histogram': {
      const histogram = new Histogram<string>({ ...settings, buckets: [...declared.buckets] });
      return {
        record: (labels, value) => histogram.observe(labels, value),
        initialise: (labels) => histogram.zero(labels),
      };
    }
  }
}

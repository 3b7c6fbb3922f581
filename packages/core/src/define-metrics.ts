/**
 * The values of one label: a list where they are known when the code is written, `open` where they come from the
 * topology or from outside (tables, regions, links).
 */
export type LabelValues = readonly string[] | { readonly open: true };

interface MetricFacts {
  /** What a sample says, as `/metrics` and the README's table show it. */
  readonly help: string;
  /**
   * Base units are `seconds`, `timestamp seconds` (since 1970), `bytes` and `ratio` (0 to 1); the name ends in them. Anything
   * else names what is counted: `records`, `requests`.
   */
  readonly unit: string;
  readonly labels?: Readonly<Record<string, LabelValues>>;
}

/** Only increases; 0 from the start of the process, so that `increase()` sees the first event. */
export interface CounterDeclaration extends MetricFacts {
  readonly type: 'counter';
}

/** A value that goes up and down. */
export interface GaugeDeclaration extends MetricFacts {
  readonly type: 'gauge';
  /** The value until the first one is set: 0 unless given. `NaN` where 0 would be read as a fact. */
  readonly initial?: number;
}

/** A distribution. */
export interface HistogramDeclaration extends MetricFacts {
  readonly type: 'histogram';
  /** Upper bounds in the metric's unit, in ascending order, without `+Inf`. */
  readonly buckets: readonly number[];
}

export type MetricDeclaration = CounterDeclaration | GaugeDeclaration | HistogramDeclaration;

/** The metrics of one package by their names: `understudy_<package>_<noun>_<unit>`. */
export type MetricCatalogue = Readonly<Record<`understudy_${string}`, MetricDeclaration>>;

/** Declares the metrics of a package (`src/metrics.ts`, exported as `…_METRICS`) and keeps their exact types. */
export function defineMetrics<const Catalogue extends MetricCatalogue>(catalogue: Catalogue): Catalogue {
  return catalogue;
}

/** For labels whose values come from the topology. */
export const OPEN: LabelValues = { open: true };

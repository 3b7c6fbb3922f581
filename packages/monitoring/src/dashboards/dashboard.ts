/** A line of a panel. */
export interface Query {
  /** PromQL; `$service` is what the reader has chosen. */
  readonly expr: string;
  /** The line's name, with `{{label}}`. */
  readonly legend: string;
}

/** One panel of a dashboard. */
export interface Panel {
  readonly title: string;
  /** A number for now, or lines over time. */
  readonly kind: 'stat' | 'timeseries';
  /** Grafana's name of the unit. */
  readonly unit: 's' | 'bytes' | 'percentunit' | 'ops' | 'short';
  readonly queries: readonly Query[];
  /** Of a stat: the value from which it is red. */
  readonly redFrom?: number;
}

/** One page of Grafana. */
export interface Dashboard {
  readonly title: string;
  /** Part of the file's name and of the dashboard's identity. */
  readonly slug: string;
  readonly panels: readonly Panel[];
}

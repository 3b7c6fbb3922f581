export type Labels = Readonly<Record<string, string>>;

/**
 * Where measurements go. Metric names are `understudy_<package>_<noun>_<unit>`, event names are in
 * the past tense (`route.promoted`). Exporters stand behind this port; packages never name a vendor.
 */
export interface Telemetry {
  /** Adds `by` (1 unless given) to a counter. */
  count(name: string, labels?: Labels, by?: number): void;
  /** Sets a gauge. */
  gauge(name: string, value: number, labels?: Labels): void;
  /** Adds one observation to a distribution. */
  observe(name: string, value: number, labels?: Labels): void;
  /** Something that happened, with its facts and no secret among them. */
  event(name: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** For those who do not listen. */
export const silentTelemetry: Telemetry = {
  count: () => undefined,
  gauge: () => undefined,
  observe: () => undefined,
  event: () => undefined,
};

/** What an alert says of the service, where a decision may use it: applications get errors. */
export type AlertSignal = 'application-errors';

/** An alert that fires, as Alertmanager told an orchestrator of it. */
export interface SeenAlert {
  readonly name: string;
  /** As its rule says: `page`, `ticket`; absent where the rule says none. */
  readonly severity?: string;
  /** Absent on every alert that is only shown. */
  readonly signal?: AlertSignal;
  /** The region that it is about, where it is about one. */
  readonly region?: string;
  /** One line. */
  readonly summary: string;
  /** Wall time in ms at which it began to fire, by Prometheus's clock; for people. */
  readonly startedMs: number;
  /** Wall time in ms at which this orchestrator first heard of it, by its clock. */
  readonly heardMs: number;
  /** How long ago in ms Alertmanager last said that it fires, by the orchestrator's monotonic clock. */
  readonly ageMs: number;
}

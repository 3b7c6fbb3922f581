import type { AlertSignal, FindingCode, Severity } from '@understudy/findings';

/** What an alert watches; a group of rules each. */
export type AlertArea = 'replication' | 'clients' | 'processes' | 'orchestrators' | 'findings';

/** Samples that make an alert fire, in promtool's notation. */
export interface Fault {
  /** Series of `HEALTHY_SAMPLES` with other values from the fifth minute on, or further series. */
  readonly series: Readonly<Record<string, string>>;
  /** How long after the fault's begin the alert fires at the latest, in seconds. */
  readonly firesAfterSeconds: number;
  /** The labels of what the expression gives. */
  readonly labels: Readonly<Record<string, string>>;
  /** What `{{ $value | … }}` of the description becomes then. */
  readonly value?: string;
}

/** One alert: the rule, what it tells a person, and the fault that its test makes. */
export interface Alert {
  readonly area: AlertArea;
  /** PromQL on metrics of the catalogues (`src/metrics.ts` of the packages) and on `up`. */
  readonly expr: string;
  /** How long it has to hold, as Prometheus writes durations; absent: it fires at once. */
  readonly for?: string;
  /** `page` calls a person, `ticket` waits for working hours. */
  readonly severity: Exclude<Severity, 'notice'>;
  /** May hold `{{ $labels.NAME }}`. */
  readonly summary: string;
  /** May hold `{{ $labels.NAME }}`, and `{{ $value | … }}` once. */
  readonly description: string;
  /** The name of the page in docs/operate/runbooks, without `.md`; several alerts share one where the action is the same. */
  readonly runbook: string;
  /** The finding of the orchestrators that says the same. */
  readonly finding?: FindingCode;
  /** What orchestrators may use it for as evidence. */
  readonly signal?: AlertSignal;
  /** Names of alerts while which this one is not sent: they tell of its cause. */
  readonly silencedBy?: readonly string[];
  readonly fault: Fault;
}

/** Alerts by their names. */
export type AlertCatalogue = Readonly<Record<`Understudy${string}`, Alert>>;

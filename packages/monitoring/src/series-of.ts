/** A program of the sample service that Prometheus scrapes. */
export interface SampleTarget {
  readonly job: string;
  readonly instance: string;
}

/** The label that the rendered configuration puts on every series: the name of the service. */
export const SERVICE = 'understudy_service';

/** The label of alerts that orchestrators take as a signal, with what it says; rules of an application may have it, too. */
export const SIGNAL = 'understudy_signal';

/** The sample service's name. */
export const SAMPLE_SERVICE = 'shop';

/** Programs of the sample service. */
export const SAMPLE_TARGETS = {
  gateway: { job: 'gateway-1', instance: '10.0.0.5:8000' },
  replicator: { job: 'replicator-1', instance: '10.0.0.6:9465' },
  otherReplicator: { job: 'replicator-2', instance: '10.0.0.7:9465' },
  orchestrator: { job: 'orch-1', instance: '10.0.0.6:9466' },
  otherOrchestrator: { job: 'orch-2', instance: '10.0.0.7:9466' },
  thirdOrchestrator: { job: 'orch-3', instance: '10.0.0.8:9466' },
  verifier: { job: 'verifier-1', instance: '10.0.0.6:9467' },
} as const satisfies Readonly<Record<string, SampleTarget>>;

/** The sample service's link. */
export const SAMPLE_LINK = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' } as const;

/** A series in PromQL's notation, as Prometheus keeps what it scraped from the target. */
export function seriesOf(
  metric: string,
  target: SampleTarget,
  labels: Readonly<Record<string, string>> = {},
): string {
  const all = { [SERVICE]: SAMPLE_SERVICE, ...target, ...labels };
  const written = Object.entries(all).map(([label, value]) => `${label}="${value}"`);
  return `${metric}{${written.join(', ')}}`;
}

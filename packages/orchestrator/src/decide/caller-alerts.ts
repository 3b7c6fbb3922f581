import type { SeenAlert, ServiceView } from '@understudy/findings';
import { silentAfterMs } from './count-votes.ts';

/** An alert by which applications get errors, and the orchestrator that heard of it. */
export interface CallerAlert {
  readonly by: string;
  readonly alert: SeenAlert;
}

/** The first from whom each is known; one that is about another region says nothing of this one. Pure. */
export function callerAlerts(view: ServiceView, region: string): readonly CallerAlert[] {
  const declared = new Set(view.policy.observers.map(({ name }) => name));
  const told = view.reports
    .filter(({ report, ageMs }) => declared.has(report.observer) && ageMs <= silentAfterMs(view))
    .flatMap(({ report }) => (report.alerts ?? []).map((alert) => ({ by: report.observer, alert })))
    .filter(({ alert }) => alert.signal === 'application-errors' && (alert.region ?? region) === region);
  return told.filter(({ alert }, at) => told.findIndex((other) => other.alert.name === alert.name) === at);
}

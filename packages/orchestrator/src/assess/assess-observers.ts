import type { Finding, ServiceView } from '@understudy/findings';
import { findDifferences } from './find-differences.ts';
import { silentAfterMs } from '../decide/count-votes.ts';

/** What is wrong with the observers themselves. Pure. */
export function assessObservers(view: ServiceView): readonly Finding[] {
  return [...silent(view), ...abstaining(view), ...different(view)];
}

function silent(view: ServiceView): readonly Finding[] {
  const limitMs = silentAfterMs(view);
  return view.policy.observers.flatMap(({ name }): readonly Finding[] => {
    const seen = view.reports.find(({ report }) => report.observer === name);
    if (seen !== undefined && seen.ageMs <= limitMs) return [];
    const what =
      seen === undefined
        ? 'It has never reported.'
        : `Its last report is ${String(Math.round(seen.ageMs / 1_000))} s old.`;
    const evidence = [{ by: view.leader, what, atMs: view.atMs }];
    return [{ code: 'observer-silent', subject: name, evidence }];
  });
}

function abstaining(view: ServiceView): readonly Finding[] {
  const limitMs = silentAfterMs(view);
  return view.reports
    .filter(({ report, ageMs }) => ageMs <= limitMs && report.doubts.length > 0)
    .map(({ report }) => ({
      code: 'observer-abstains',
      subject: report.observer,
      evidence: report.doubts.map(({ what }) => ({ by: report.observer, what, atMs: report.atMs })),
    }));
}

function different(view: ServiceView): readonly Finding[] {
  const limitMs = silentAfterMs(view);
  const reports = view.reports.filter(({ ageMs }) => ageMs <= limitMs).map(({ report }) => report);
  const { majors, topologies } = findDifferences(reports);
  const findings: Finding[] = [];
  const subject = 'orchestrators';
  if (majors.length > 1) {
    const evidence = reports.map(({ observer, version, atMs }) => ({
      by: observer,
      what: `It runs ${version}.`,
      atMs,
    }));
    findings.push({ code: 'versions-differ', subject, evidence });
  }
  if (topologies.length > 1) {
    const evidence = reports.map(({ observer, topology, atMs }) => ({
      by: observer,
      what: `It runs with the topology ${topology}.`,
      atMs,
    }));
    findings.push({ code: 'topologies-differ', subject, evidence });
  }
  return findings;
}

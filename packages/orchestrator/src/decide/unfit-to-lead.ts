import type { ObserverReport, Policy, SeenReport } from '@understudy/findings';
import { majorOf } from '../assess/major-of.ts';
import { silentAfterMs } from './count-votes.ts';

/** What an orchestrator knows of itself. */
export type OwnFacts = Pick<ObserverReport, 'observer' | 'version' | 'topology' | 'doubts'> & {
  /** Wall time in ms. */
  readonly nowMs: number;
};

/** Clocks that differ by more, in ms, are wrong: reports are a few seconds old at most. */
const CLOCKS_MS = 60_000;

/**
 * Why an orchestrator must not lead: it doubts its own clocks or its own connection, or most of the declared observers run with another
 * topology, another major version or another time than it does. As sentences; none where it may lead. Pure.
 */
export function unfitToLead(
  own: OwnFacts,
  reports: readonly SeenReport[],
  policy: Pick<Policy, 'observers' | 'reportEveryMs'>,
): readonly string[] {
  const declared = policy.observers.map(({ name }) => name);
  const others = reports.filter(
    ({ report, ageMs }) =>
      report.observer !== own.observer &&
      declared.includes(report.observer) &&
      ageMs <= silentAfterMs({ policy }),
  );
  const areMost = (some: readonly SeenReport[]) => some.length * 2 > declared.length;
  const named = (some: readonly SeenReport[]) => some.map(({ report }) => report.observer).join(' and ');
  const sameElsewhere = (valueOf: (report: ObserverReport | OwnFacts) => string) => {
    const values = new Set(others.map(({ report }) => valueOf(report)));
    values.delete(valueOf(own));
    return [...values]
      .map((value) => ({ value, some: others.filter(({ report }) => valueOf(report) === value) }))
      .find(({ some }) => areMost(some));
  };
  const topology = sameElsewhere((report) => report.topology);
  const major = sameElsewhere((report) => majorOf(report.version));
  const otherTime = others.filter(
    ({ report, ageMs }) => Math.abs(own.nowMs - (report.atMs + ageMs)) > CLOCKS_MS,
  );
  return [
    // A process that was held up for a moment leads on.
    ...own.doubts.filter(({ kind }) => kind !== 'late').map(({ what }) => what),
    ...(topology === undefined
      ? []
      : [
          `It runs with the topology ${own.topology}, ${named(topology.some)} with ${topology.value}: start it with their understudy.yaml.`,
        ]),
    ...(major === undefined
      ? []
      : [`It runs ${own.version}, ${named(major.some)} the major version ${major.value}: install theirs.`]),
    ...(areMost(otherTime)
      ? [`Its clock is more than a minute away from those of ${named(otherTime)}: set it by NTP.`]
      : []),
  ];
}

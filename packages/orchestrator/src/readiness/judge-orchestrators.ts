import { conditionKind, type ObserverReport, type ReadinessItem } from '@understudy/findings';
import { otherRegion } from '@understudy/route';
import { findDifferences } from '../assess/find-differences.ts';
import { found } from './found.ts';
import type { OrchestratorFacts, ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, unknown, type ReadinessProblem } from './topic-items.ts';

/** Whether the orchestrators can make a move, and verify it. Pure. */
export function judgeOrchestrators({ orchestrators, route }: ReadinessFacts): readonly ReadinessItem[] {
  if (orchestrators === undefined) return [];
  if (!found(orchestrators)) {
    const cause = `What orchestrators report could not be read: ${orchestrators.why}`;
    const remedy = '`understudy check` says what the control store lacks.';
    return topicItems('orchestrators', [unknown(cause, remedy)], undefined);
  }
  const trusted = trustedOf(orchestrators);
  const standby =
    found(route) && route.route.phase === 'steady' ? otherRegion(route.route, route.route.writer) : undefined;
  const problems = [
    ...majority(orchestrators, trusted),
    ...refusedObservers(trusted),
    ...(standby === undefined ? [] : seeing(standby, trusted)),
    ...different(trusted),
  ];
  const of = `${String(trusted.length)} of ${String(orchestrators.declared.length)}`;
  return topicItems(
    'orchestrators',
    problems,
    `${of} orchestrators report, and see the standby take writes.`,
  );
}

function trustedOf({ declared, reports, silentAfterMs }: OrchestratorFacts): readonly ObserverReport[] {
  return reports
    .filter(({ report, ageMs }) => declared.includes(report.observer) && ageMs <= silentAfterMs)
    .map(({ report }) => report)
    .filter(({ doubts }) => doubts.length === 0);
}

function majority(
  { declared }: OrchestratorFacts,
  trusted: readonly ObserverReport[],
): readonly ReadinessProblem[] {
  if (trusted.length * 2 > declared.length) return [];
  const missing = declared.filter((name) => !trusted.some(({ observer }) => observer === name));
  const cause = `${missing.join(', ')} of ${String(declared.length)} orchestrators are silent or abstain: no majority can agree on a failover.`;
  return [action(cause, 'Start them; `understudy plan` shows which report, and why one abstains.')];
}

/** Their credentials, rights or tables are wrong there: the leader's own are not the only ones. */
function refusedObservers(trusted: readonly ObserverReport[]): readonly ReadinessProblem[] {
  return trusted.flatMap(({ observer, regions }) =>
    regions
      .filter(({ condition }) => condition === 'refused' || condition === 'table-missing')
      .map(({ region, write: { why = 'it does not say why' } }) =>
        action(
          `${region} refuses ${observer}: ${why}.`,
          `Run \`understudy check\` on the machine of ${observer}.`,
        ),
      ),
  );
}

function seeing(standby: string, trusted: readonly ObserverReport[]): readonly ReadinessProblem[] {
  const answered = trusted.filter(({ regions }) =>
    regions.some(({ region, condition }) => region === standby && conditionKind(condition) === 'answer'),
  );
  if (trusted.length === 0 || answered.length * 2 > trusted.length) return [];
  const cause = `Only ${String(answered.length)} of ${String(trusted.length)} orchestrators see ${standby} take writes: a move to it would not be verified.`;
  return [
    action(cause, 'See with `understudy plan` what each of them gets, and look at the network between.'),
  ];
}

function different(trusted: readonly ObserverReport[]): readonly ReadinessProblem[] {
  const { majors, topologies } = findDifferences(trusted);
  return [
    ...(majors.length > 1
      ? [
          action(
            `Orchestrators run the major versions ${majors.join(' and ')}.`,
            'Install the same version everywhere.',
          ),
        ]
      : []),
    ...(topologies.length > 1
      ? [
          action(
            `Orchestrators run with ${String(topologies.length)} different topologies.`,
            'Copy one understudy.yaml to every machine, and restart the orchestrators there.',
          ),
        ]
      : []),
  ];
}

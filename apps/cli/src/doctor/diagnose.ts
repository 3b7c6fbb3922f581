import { BLOCKS, FINDINGS, type BlockCode, type FindingCode } from '@understudy/findings';
import type { PlanView } from '../orchestration/plan-view.ts';
import type { Complaint, Diagnosis, DoctorFacts, NotLooked } from './diagnosis.ts';

/** What a person has set on purpose is nothing to mend. */
const ON_PURPOSE: ReadonlySet<BlockCode> = new Set([
  'automatic-off',
  'approval-needed',
  'frozen',
  'in-maintenance',
]);
/** What readiness says itself. */
const SAID_ELSEWHERE: ReadonlySet<FindingCode> = new Set(['not-ready', 'move-under-way', 'merging']);

/** What a person has to do, and what is in order: each cause once. Pure. */
export function diagnose(facts: DoctorFacts): Diagnosis {
  const { service, atMs } = facts;
  const found = [...fromChecks(facts), ...fromReadiness(facts), ...fromPlan(facts)];
  const complaints = found.filter(({ what }, at) => found.findIndex((first) => first.what === what) === at);
  return { service, atMs, complaints, inOrder: inOrder(facts) };
}

function looked<T extends object>(facts: T | NotLooked): facts is T {
  return !('code' in facts && 'remedy' in facts);
}

function notLooked(area: Complaint['area'], { code, what, remedy }: NotLooked): Complaint {
  return { area, what: `${code}: ${what}`, remedy };
}

function fromChecks({ checks }: DoctorFacts): readonly Complaint[] {
  if (!looked(checks)) return [notLooked('check', checks)];
  return checks.flatMap((check) =>
    'code' in check && check.outcome !== 'note' && check.setting?.startsWith('capacity') !== true
      ? [{ area: 'check' as const, what: check.what, remedy: check.remedy }]
      : [],
  );
}

function fromReadiness({ readiness }: DoctorFacts): readonly Complaint[] {
  if (!looked(readiness)) return [notLooked('readiness', readiness)];
  // What could not be verified follows from what needs an action, where anything does.
  const { verdict: shown } = readiness;
  return readiness.items
    .filter(({ verdict }) => verdict !== 'passed' && verdict === shown)
    .map(({ cause, remedy = '' }) => ({ area: 'readiness', what: cause, remedy }));
}

function fromPlan({ plan }: DoctorFacts): readonly Complaint[] {
  if (plan === undefined) return [];
  const area = 'orchestrators' as const;
  if (!looked(plan)) return [notLooked(area, plan)];
  const { decided } = plan;
  if (decided === undefined)
    return [
      {
        area,
        what: 'No orchestrator leads.',
        remedy:
          'Start `understudy orchestrator run` on each machine; docs/operate/runbooks/no-orchestrator-leads.md.',
      },
    ];
  const { findings, blocks, wanted } = decided.decision;
  return [
    ...findings
      .filter(({ code }) => !SAID_ELSEWHERE.has(code))
      .map(({ code, subject }) => ({
        area,
        what: `${FINDINGS[code].title}: ${subject}.`,
        remedy: `See \`${FINDINGS[code].firstCommand}\`.`,
      })),
    ...blocks
      .filter(({ code }) => wanted !== undefined || !ON_PURPOSE.has(code))
      .map(({ code, what }) => ({ area, what, remedy: BLOCKS[code] })),
  ];
}

function inOrder({ checks, readiness, plan }: DoctorFacts): readonly string[] {
  const passed = looked(checks) ? checks.filter(({ outcome }) => outcome === 'passed').length : 0;
  return [
    ...(passed > 0 ? [`${String(passed)} checks passed.`] : []),
    ...(looked(readiness) && readiness.verdict === 'passed'
      ? ['A move of the writer, and the way back, would succeed.']
      : []),
    ...(plan !== undefined && looked(plan) ? orchestratorsInOrder(plan) : []),
  ];
}

function orchestratorsInOrder({ observers, decided }: PlanView): readonly string[] {
  const leader = observers.find(({ leads }) => leads);
  return decided === undefined || leader === undefined ? [] : [`${leader.name} leads the orchestrators.`];
}

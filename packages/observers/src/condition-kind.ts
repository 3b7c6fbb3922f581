import type { LookResult, RegionCondition } from '@understudy/findings';

/** What a condition says of its region: that it answers, nothing, or that it does not answer as it should. */
export type ConditionKind = 'answer' | 'neutral' | 'against';

/** Of two conditions the later one here is the worse. */
const BY_SEVERITY: readonly RegionCondition[] = [
  'answering',
  'slow',
  'refused',
  'table-missing',
  'throttled',
  'server-error',
  'tls-failed',
  'name-not-found',
  'unreachable',
];

const ANSWERS: ReadonlySet<RegionCondition> = new Set(['answering', 'slow']);
const NEUTRAL: ReadonlySet<RegionCondition> = new Set(['refused', 'table-missing']);

export function conditionKind(condition: RegionCondition): ConditionKind {
  if (ANSWERS.has(condition)) return 'answer';
  return NEUTRAL.has(condition) ? 'neutral' : 'against';
}

/** The worse condition of two results. What counts against a region is worse than what says nothing of it. */
export function worseCondition(one: LookResult, other: LookResult): RegionCondition {
  const rank = ({ condition }: LookResult) => BY_SEVERITY.indexOf(condition);
  return rank(one) >= rank(other) ? one.condition : other.condition;
}

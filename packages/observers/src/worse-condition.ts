import type { LookResult, RegionCondition } from '@understudy/findings';

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

/** The worse condition of two results. What counts against a region is worse than what says nothing of it. */
export function worseCondition(one: LookResult, other: LookResult): RegionCondition {
  const rank = ({ condition }: LookResult) => BY_SEVERITY.indexOf(condition);
  return rank(one) >= rank(other) ? one.condition : other.condition;
}

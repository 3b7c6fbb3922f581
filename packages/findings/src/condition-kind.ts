import type { RegionCondition } from './region-sight.ts';

/** What a condition says of its region: that it answers, nothing, or that it does not answer as it should. */
export type ConditionKind = 'answer' | 'neutral' | 'against';

const KINDS: Readonly<Record<RegionCondition, ConditionKind>> = {
  answering: 'answer',
  slow: 'answer',
  unreachable: 'against',
  'name-not-found': 'against',
  'tls-failed': 'against',
  throttled: 'against',
  'server-error': 'against',
  // The fault is in our set-up.
  refused: 'neutral',
  'table-missing': 'neutral',
};

export function conditionKind(condition: RegionCondition): ConditionKind {
  return KINDS[condition];
}

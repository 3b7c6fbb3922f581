import type { LimitsState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import { numberWords } from '../words/number-words.ts';

/** One limit with what it means. */
export interface LimitRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

const LIMITS: Readonly<Record<keyof LimitsState['limits'], string>> = {
  leaseMs: 'How long a writer may use the route without renewing it.',
  drift: 'How much two clocks may differ in speed: it shortens what a lease is used for.',
  attemptTimeoutMs: 'How long one attempt of a write may take.',
  controlTimeoutMs: 'How long one question to the control store may take.',
  writeDeadlineMs: 'How long a write may wait in a move before it fails.',
  maxRequestAgeMs: 'How long after a promotion an earlier request may still be applied.',
  tombstoneTtlMs: 'How long a delete is remembered, so that an older write does not undo it.',
  streamQuietMs: 'How long a stream must be silent before it counts as read to its tip.',
  maxLagMs: 'How far a link may be behind for a failover; further, a person accepts the loss by name.',
};

const ORCHESTRATOR: Readonly<Record<keyof NonNullable<LimitsState['orchestrator']>, string>> = {
  automatic: 'Whether a failover is made without a person.',
  approval: 'Whether an automatic failover waits for a person’s approval.',
  approvalLimitMs: 'How long it waits.',
  lookEveryMs: 'From one look at a region to the next.',
  lookLimitMs: 'How long one look may take.',
  looks: 'Looks in a row that must miss before a region counts as lost.',
  reportEveryMs: 'From one report of an observer to the next.',
  leaderTtlMs: 'How long a leader that no longer renews its record keeps the lead.',
  pauseMs: 'How long after an automatic failover no other one is made, unless a person acknowledges it.',
};

/** The limits of one group, in words. */
export function limitRows(
  state: LimitsState,
  group: 'limits' | 'orchestrator' = 'limits',
): readonly LimitRow[] {
  if (group === 'orchestrator') return rowsOf(state.orchestrator ?? {}, ORCHESTRATOR);
  return [
    ...rowsOf(state.limits, LIMITS),
    {
      name: 'promotionWaitMs',
      value: durationWords(state.promotionWaitMs),
      meaning: 'How long writes wait at least in a move: until every lease has certainly ended.',
    },
  ];
}

function rowsOf(values: object, meanings: Readonly<Record<string, string>>): readonly LimitRow[] {
  return Object.entries(values).map(([name, value]: [string, number | boolean]) => ({
    name,
    value: shown(name, value),
    meaning: meanings[name] ?? '',
  }));
}

function shown(name: string, value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return name.endsWith('Ms') ? durationWords(value) : numberWords(value);
}

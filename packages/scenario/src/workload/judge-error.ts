import { causeChain, isUnderstudyError } from '@understudy/core';
import type { ServedBy } from '@understudy/failover-client';
import type { JournalEntry } from '../journal/types.ts';

/** What an error says to the one who sent the write. */
export type Judgement = Pick<JournalEntry, 'outcome' | 'byCondition'> & {
  readonly error: string;
  readonly said: string;
};

/** A write's own failed condition is an answer; anything else that does not certainly say "not applied" is ambiguous. */
export function judgeError(error: unknown): Judgement {
  const facts = { error: nameOf(error), said: error instanceof Error ? error.message : String(error) };
  // The client's own word comes first: under it may lie the failed condition of a write that it sent twice.
  if (isUnderstudyError(error)) {
    return { ...facts, outcome: error.details['mayHaveApplied'] === false ? 'refused' : 'ambiguous' };
  }
  if (isOwnCondition(error)) return { ...facts, outcome: 'refused', byCondition: true };
  return { ...facts, outcome: 'ambiguous' };
}

/** Where an answer came from, as the failover client tells it with every answer. */
export function placeOf(answer: object): {
  readonly region: string | undefined;
  readonly epoch: number | undefined;
  readonly possiblyStale: boolean;
  readonly sentAgain: boolean;
} {
  const { $metadata } = answer as {
    readonly $metadata?: { readonly understudy?: Partial<ServedBy>; readonly attempts?: number };
  };
  const { region, epoch, possiblyStale = false } = $metadata?.understudy ?? {};
  return { region, epoch, possiblyStale, sentAgain: ($metadata?.attempts ?? 1) > 1 };
}

function nameOf(error: unknown): string {
  if (isUnderstudyError(error)) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function isOwnCondition(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (!(cause instanceof Error)) continue;
    if (cause.name === 'ConditionalCheckFailedException') return true;
    const { CancellationReasons = [] } = cause as {
      CancellationReasons?: readonly { readonly Code?: string }[];
    };
    if (CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return true;
  }
  return false;
}

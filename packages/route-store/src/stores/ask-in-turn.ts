import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { causeChain, limitTime, type Clock } from '@understudy/core';
import type { StoredItem } from '@understudy/route';

/** A DynamoDB client, or a substitute for its `send`. */
export type Sender = Pick<DynamoDBClient, 'send'>;

/** What came of one request: an answer, a lost condition (with the stored item), or neither. */
export type Asked<T> =
  | { readonly outcome: 'answered'; readonly value: T }
  | { readonly outcome: 'lost'; readonly item: StoredItem | undefined }
  | { readonly outcome: 'refused' | 'unreachable'; readonly errors: readonly unknown[] };

export interface AskOptions {
  /** In the order in which they are asked. */
  readonly senders: readonly Sender[];
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** One request to one endpoint. */
export type Call<T> = (sender: Sender, signal: AbortSignal) => Promise<T>;

/**
 * Calls one sender after another until one answers or its condition fails; `limitMsOf` gives the time limit of the next
 * one in ms, of the number of senders that are left.
 * @throws the signal's reason.
 */
export async function askInTurn<T>(
  call: Call<T>,
  senders: readonly Sender[],
  { clock, signal }: AskOptions,
  limitMsOf: (left: number) => number,
): Promise<Asked<T>> {
  const errors: unknown[] = [];
  let refusals = 0;
  for (const [at, sender] of senders.entries()) {
    const limitMs = Math.max(1, limitMsOf(senders.length - at));
    try {
      const answer = await limitTime((ending) => call(sender, ending), {
        clock,
        limitMs,
        ...(signal === undefined ? {} : { signal }),
      });
      if (answer.met) return { outcome: 'answered', value: answer.value };
      errors.push(new Error(`No answer within ${String(Math.round(limitMs))} ms.`));
    } catch (error) {
      signal?.throwIfAborted();
      const lost = lostCondition(error);
      if (lost !== undefined) return lost;
      errors.push(error);
      if (isRefusal(error)) refusals += 1;
    }
  }
  return { outcome: refusals > 0 && refusals === errors.length ? 'refused' : 'unreachable', errors };
}

function lostCondition(error: unknown): { outcome: 'lost'; item: StoredItem | undefined } | undefined {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') return undefined;
  return { outcome: 'lost', item: (error as Error & { readonly Item?: StoredItem }).Item };
}

/** Client errors that are temporary: they say nothing about rights or tables. */
const PASSING = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Whether the service itself refused, for a reason that another attempt will not change. */
function isRefusal(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (cause instanceof Error && '$fault' in cause) {
      return cause.$fault === 'client' && !PASSING.has(cause.name);
    }
  }
  return false;
}

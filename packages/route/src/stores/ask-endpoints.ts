import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { causeChain, limitTime, type Clock } from '@understudy/core';
import type { StoredItem } from '../encode-route.ts';

/** A DynamoDB client, or whatever stands behind its `send`. */
export type Sender = Pick<DynamoDBClient, 'send'>;

/** What came of one request: an answer, a lost condition (with what stands there), or neither. */
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

type Call<T> = (sender: Sender, signal: AbortSignal) => Promise<T>;

/**
 * Asks one endpoint after the other until one answers, all within `limitMs`: each gets its share of what is left.
 * @throws the signal's reason.
 */
export async function readThrough<T>(
  call: Call<T>,
  { limitMs, ...options }: AskOptions & { readonly limitMs: number },
): Promise<Asked<T>> {
  const { senders, clock } = options;
  const endMs = clock.monotonicMs() + limitMs;
  return askInTurn(call, senders, options, (left) => (endMs - clock.monotonicMs()) / left);
}

/**
 * Sends one conditional write to one endpoint after the other, twice round, `limitMs` each, until an answer comes.
 * Sending it again is how a lost answer is looked up: if the write did apply, its condition fails now, and what
 * stands there shows whose write it was.
 * @throws the signal's reason.
 */
export async function writeThrough<T>(
  call: Call<T>,
  { limitMs, ...options }: AskOptions & { readonly limitMs: number },
): Promise<Asked<T>> {
  return askInTurn(call, [...options.senders, ...options.senders], options, () => limitMs);
}

async function askInTurn<T>(
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
  return { outcome: 'lost', item: 'Item' in error ? (error.Item as StoredItem | undefined) : undefined };
}

/** Client errors that pass by themselves: they say nothing about rights or tables. */
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

/** Whether the service itself said no, for a reason that another try will not change. */
function isRefusal(error: unknown): boolean {
  for (const cause of causeChain(error)) {
    if (cause instanceof Error && '$fault' in cause) {
      return cause.$fault === 'client' && !PASSING.has(cause.name);
    }
  }
  return false;
}

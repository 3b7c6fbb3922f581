import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { FailoverClientError } from '@understudy/failover-client';
import { judgeError, placeOf } from './judge-error.ts';

const facts = { message: 'no', $metadata: {} };
const canceled = (...codes: readonly string[]) =>
  new TransactionCanceledException({ ...facts, CancellationReasons: codes.map((Code) => ({ Code })) });

describe('judgeError', () => {
  it("takes a failed condition for an answer, a transaction's too", () => {
    const own = { outcome: 'refused', byCondition: true };
    expect(judgeError(new ConditionalCheckFailedException(facts))).toMatchObject(own);
    expect(judgeError(canceled('None', 'ConditionalCheckFailed'))).toMatchObject(own);
  });

  it('believes the client where it says that a write was certainly not applied, and only then', () => {
    const late = new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_DEADLINE', { what: 'No route.' });
    const lost = new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', {
      what: 'No answer.',
      mayHaveApplied: true,
    });
    expect(judgeError(late)).toMatchObject({
      outcome: 'refused',
      error: 'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
    });
    expect(judgeError(late).byCondition).toBeUndefined();
    expect(judgeError(lost)).toMatchObject({
      outcome: 'ambiguous',
      error: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
    });
  });

  it('takes everything else for ambiguous', () => {
    for (const error of [new Error('socket hang up'), canceled('TransactionConflict'), 'a text', undefined]) {
      expect(judgeError(error).outcome).toBe('ambiguous');
    }
  });

  it('is not sure of a condition that failed when an earlier attempt may have been applied', () => {
    const lost = new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', {
      what: 'Repeating it did not tell.',
      mayHaveApplied: true,
      cause: new ConditionalCheckFailedException(facts),
    });
    expect(judgeError(lost)).toMatchObject({ outcome: 'ambiguous' });
  });
});

describe('placeOf', () => {
  it('tells where an answer came from, as far as the client says', () => {
    const understudy = { region: 'us-east-1', role: 'writer', epoch: 3, possiblyStale: true };
    expect(placeOf({ $metadata: { understudy, attempts: 2 } })).toEqual({
      region: 'us-east-1',
      epoch: 3,
      possiblyStale: true,
      sentAgain: true,
    });
    expect(placeOf({ $metadata: {} })).toEqual({ possiblyStale: false, sentAgain: false });
  });
});

import { describe, expect, it } from '@jest/globals';
import { VersionsError } from '@understudy/versions';
import { ReplicatorError } from '../errors.ts';
import {
  cancellationReasons,
  classifyFailure,
  isConditionFailure,
  refusedConditions,
} from './classify-failure.ts';

const error = (facts: object, message = 'it failed') => Object.assign(new Error(message), facts);
const cancelled = (...codes: (string | undefined)[]) =>
  error({
    name: 'TransactionCanceledException',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: codes.map((Code) => (Code === undefined ? {} : { Code })),
  });

const REGIONAL = { kind: 'regional', ambiguous: true };
const NEVER_SENT = { kind: 'regional', ambiguous: false };

const FAILURES = [
  ['a refused connection', error({ code: 'ECONNREFUSED' }), NEVER_SENT],
  ['a name that is not found', error({ code: 'ENOTFOUND' }), NEVER_SENT],
  [
    'a name that is not found, as a cause',
    new Error('fetch', { cause: error({ code: 'ENOTFOUND' }) }),
    NEVER_SENT,
  ],
  [
    'a connection that took too long',
    error({ name: 'TimeoutError' }, 'Socket timed out: did not establish a connection'),
    NEVER_SENT,
  ],
  ['a connection that broke in flight', error({ name: 'TimeoutError', code: 'ECONNRESET' }), REGIONAL],
  ['a time limit of the SDK', error({ name: 'TimeoutError', code: 'ETIMEDOUT' }), REGIONAL],
  [
    'a time limit of ours',
    new ReplicatorError('UND_REPLICATOR_REQUEST_TIMED_OUT', { what: 'No answer.' }),
    REGIONAL,
  ],
  ['an abort', error({ name: 'AbortError' }), REGIONAL],
  [
    'a 503 without a body',
    error({ name: 'Unknown', $fault: 'server', $metadata: { httpStatusCode: 503 } }),
    REGIONAL,
  ],
  ['a body that is no JSON', error({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }), REGIONAL],
  ['a body cut short', error({ code: 'ECONNRESET', $metadata: { httpStatusCode: 200 } }), REGIONAL],
  [
    'throttling',
    error({ name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'capacity', ambiguous: false },
  ],
  [
    'a conflict',
    error({ name: 'TransactionConflictException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'contention', ambiguous: false },
  ],
  [
    'a transaction in conflict',
    cancelled('None', 'TransactionConflict'),
    { kind: 'contention', ambiguous: false },
  ],
  ['a throttled transaction', cancelled('ThrottlingError', 'None'), { kind: 'capacity', ambiguous: false }],
  [
    'an item collection of a transaction that is full',
    cancelled('ItemCollectionSizeLimitExceeded', 'None'),
    { kind: 'record', ambiguous: false },
  ],
  [
    'a condition beside a conflict',
    cancelled('ConditionalCheckFailed', 'TransactionConflict'),
    { kind: 'contention', ambiguous: false },
  ],
  [
    'a missing table',
    error({ name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'configuration', ambiguous: false },
  ],
  [
    'a missing right',
    error({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'configuration', ambiguous: false },
  ],
  [
    'an invalid request',
    error({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'unknown', ambiguous: false },
  ],
  [
    'an item collection that is full',
    error({ name: 'ItemCollectionSizeLimitExceededException', $metadata: { httpStatusCode: 400 } }),
    { kind: 'record', ambiguous: false },
  ],
  [
    'a lease that had ended',
    new ReplicatorError('UND_REPLICATOR_REQUEST_TOO_LATE', { what: 'Over.' }),
    { kind: 'unsent', ambiguous: false },
  ],
  [
    'a stamp that is not ours',
    new VersionsError('UND_VERSIONS_STAMP_INVALID', { what: '"hello" is no stamp.' }),
    { kind: 'record', ambiguous: false },
  ],
  [
    'a table that is not there at the start check',
    new ReplicatorError('UND_REPLICATOR_TABLE_MISSING', { what: 'No table.' }),
    { kind: 'configuration', ambiguous: false },
  ],
  ['a fault of the code', new TypeError('x is undefined'), { kind: 'unknown', ambiguous: true }],
  ['an unknown value', 'a text', REGIONAL],
] as const;

describe('what a failed request says', () => {
  it.each(FAILURES)('%s', (_name, failure, said) => {
    expect(classifyFailure(failure)).toMatchObject(said);
  });

  it('distinguishes a refused condition', () => {
    expect(isConditionFailure(error({ name: 'ConditionalCheckFailedException' }))).toBe(true);
    expect(isConditionFailure(cancelled('ConditionalCheckFailed'))).toBe(false);
    expect(refusedConditions(cancelled('ConditionalCheckFailed', 'None'))).toHaveLength(2);
    expect(refusedConditions(cancelled('ConditionalCheckFailed', 'TransactionConflict'))).toBeUndefined();
    expect(refusedConditions(cancelled(undefined, 'None'))).toBeUndefined();
    expect(refusedConditions(new Error('no transaction'))).toBeUndefined();
    expect(cancellationReasons(undefined)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { classifyFailure, refusedConditions } from './classify-failure.ts';

/** Every error that DynamoDB's model names. */
const MODEL = Object.entries(dynamodb)
  .filter(([, value]) => isErrorClass(value))
  .map(([name]) => name);

function isErrorClass(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof dynamodb.DynamoDBServiceException;
}

/** AWS's common errors and those of STS, as their API references list them. */
const COMMON = [
  'AccessDeniedException',
  'AccessDenied',
  'ExpiredTokenException',
  'ExpiredToken',
  'IncompleteSignature',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'InvalidSignatureException',
  'MalformedHttpRequestException',
  'MalformedQueryString',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'OptInRequired',
  'RequestAbortedException',
  'RequestEntityTooLargeException',
  'RequestExpired',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'Throttling',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
  'SerializationException',
  'IDPCommunicationError',
  'IDPRejectedClaim',
  'InvalidIdentityToken',
  'MalformedPolicyDocument',
  'PackedPolicyTooLarge',
  'RegionDisabledException',
  'KMSAccessDeniedException',
];
const ABOUT_ITEMS = new Set(['ItemCollectionSizeLimitExceededException']);
/** Texts that AWS sends for requests, tables and keys that are not as they should be. */
const MESSAGES = [
  '',
  'The provided key element does not match the schema',
  'One or more parameter values were invalid: Type mismatch for key id expected: N actual: S',
  'Rate exceeded',
  'The security token included in the request is invalid.',
  'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
  '1 validation error detected',
  'Item collections have no size limit here.',
];

const failure = (name: string, status: number, message = 'no') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
const cancelled = (reasons: unknown) =>
  Object.assign(new Error('Transaction cancelled'), {
    name: 'TransactionCanceledException',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: reasons,
  });
const kindOf = (error: unknown) => classifyFailure(error).kind;

describe('what parks a record', () => {
  it('is no error of DynamoDB or STS but those about the item, whatever its status and text (fault D5)', () => {
    expect(MODEL.length).toBeGreaterThan(30);
    for (const name of [...MODEL, ...COMMON])
      for (const status of [400, 403, 404, 408, 413, 429, 500, 503])
        for (const message of MESSAGES)
          if (!ABOUT_ITEMS.has(name)) {
            const kind = kindOf(failure(name, status, message));
            expect({ name, status, message, kind }).not.toMatchObject({ kind: 'record' });
          }
  });

  it('is no unknown error, whatever its name and status (fault D5)', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 400, max: 499 }), fc.string(), (name, status, message) => {
        const error = failure(name, status, message);
        expect(classifyFailure(error)).toEqual({ kind: 'unknown', ambiguous: false });
      }),
    );
  });

  it.each([
    ['ValidationException', 'Item size has exceeded the maximum allowed size'],
    ['ValidationException', 'Item size to update has exceeded the maximum allowed size'],
    ['ValidationException', 'Nesting Levels have exceeded supported limits'],
    [
      'ValidationException',
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    ],
    [
      'ValidationException',
      'One or more parameter values were invalid: Type mismatch for Index Key by expected: S actual: N IndexName: by',
    ],
    [
      'ValidationException',
      'One or more parameter values were invalid: Size limit exceeded for Index Key by Actual Size: 43398 bytes Max Size: 2048 bytes IndexName: by',
    ],
    ['ItemCollectionSizeLimitExceededException', 'Collection size exceeded.'],
  ])('is %s: %s', (name, message) => {
    expect(kindOf(failure(name, 400, message))).toBe('record');
    const code = name === 'ValidationException' ? 'ValidationError' : 'ItemCollectionSizeLimitExceeded';
    expect(kindOf(cancelled([{ Code: code, Message: message }, { Code: 'None' }]))).toBe('record');
  });
});

describe('a cancelled transaction', () => {
  it.each([
    ['TransactionConflict', 'contention'],
    ['ThrottlingError', 'capacity'],
    ['ProvisionedThroughputExceeded', 'capacity'],
    ['ItemCollectionSizeLimitExceeded', 'record'],
    ['ValidationError', 'unknown'],
    ['DuplicateItem', 'unknown'],
    ['AccessDenied', 'unknown'],
    ['SomethingNew', 'unknown'],
  ])('for %s is of the kind %s (fault D22)', (code, kind) => {
    expect(kindOf(cancelled([{ Code: code }, { Code: 'None' }]))).toBe(kind);
    expect(kindOf(cancelled([{ Code: 'ConditionalCheckFailed' }, { Code: code }]))).toBe(kind);
  });

  it('without a reason that is known is refused for reasons unknown, not in contention (fault D22)', () => {
    const reasonless = [
      undefined,
      null,
      'x',
      [],
      [null, null],
      [{}],
      [{ Code: null }],
      [{ Code: 'None' }],
      [{ Code: 7 }],
    ];
    for (const reasons of reasonless) {
      expect(kindOf(cancelled(reasons))).toBe('unknown');
      expect(refusedConditions(cancelled(reasons))).toBeUndefined();
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { classifyError, isClockSkewCorrected, type ErrorClass } from './classify-error.ts';

const error = (facts: Record<string, unknown>, message = 'it failed') =>
  Object.assign(new Error(message), facts);
const answered = (name: string, httpStatusCode: number, facts = {}) =>
  error({ name, $fault: 'client', $metadata: { httpStatusCode }, ...facts });
const cancelled = (...codes: string[]) =>
  answered('TransactionCanceledException', 400, { CancellationReasons: codes.map((Code) => ({ Code })) });

/** What was thrown, its class, and whether a write may have been applied. */
const CASES: readonly [string, unknown, ErrorClass, boolean][] = [
  ['a refused connection', error({ code: 'ECONNREFUSED' }), 'regional', false],
  [
    'a name that is not found',
    error({ code: 'ENOTFOUND' }, 'getaddrinfo ENOTFOUND dynamodb.us-east-1.amazonaws.com'),
    'regional',
    false,
  ],
  ['a name server that does not answer', error({ code: 'EAI_AGAIN' }), 'regional', false],
  ['a certificate that does not hold', error({ code: 'CERT_HAS_EXPIRED' }), 'regional', false],
  [
    'a connection that did not come about in time',
    error({ name: 'TimeoutError' }, 'The SDK did not establish a connection within 50 ms'),
    'regional',
    false,
  ],
  [
    'a reset in flight, which the SDK calls a time-out',
    error({ name: 'TimeoutError', code: 'ECONNRESET' }),
    'regional',
    true,
  ],
  ['a pause', error({ name: 'TimeoutError', code: 'ETIMEDOUT' }), 'regional', true],
  ['silence on the socket', error({ name: 'TimeoutError' }), 'regional', true],
  [
    'a body cut short after a good status',
    error({ code: 'ECONNRESET', $metadata: { httpStatusCode: 200 } }),
    'regional',
    true,
  ],
  [
    'a body that is no JSON after a good status',
    error({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }),
    'regional',
    true,
  ],
  [
    'a 503 with no body',
    error({ name: 'Unknown', $fault: 'server', $metadata: { httpStatusCode: 503 } }),
    'regional',
    true,
  ],
  [
    'a 500 of the service',
    error({ name: 'InternalServerError', $fault: 'server', $metadata: { httpStatusCode: 500 } }),
    'regional',
    true,
  ],
  ['an error whose cause was refused', error({ cause: error({ code: 'ECONNREFUSED' }) }), 'regional', false],
  ['all addresses refused', new AggregateError([error({ code: 'ECONNREFUSED' })]), 'regional', false],
  ['throughput used up', answered('ProvisionedThroughputExceededException', 400), 'capacity', false],
  ['throttling', answered('ThrottlingException', 400), 'capacity', false],
  ['throttling that comes as a 503', answered('ThrottlingException', 503), 'capacity', false],
  ['a transaction in progress', answered('TransactionInProgressException', 400), 'contention', false],
  [
    'a transaction cancelled for a conflict alone',
    cancelled('None', 'TransactionConflict'),
    'contention',
    false,
  ],
  [
    'a transaction cancelled for capacity',
    cancelled('ThrottlingError', 'TransactionConflict'),
    'capacity',
    false,
  ],
  [
    'a transaction cancelled for a condition and a conflict',
    cancelled('ConditionalCheckFailed', 'TransactionConflict'),
    'refused',
    false,
  ],
  ['a failed condition', answered('ConditionalCheckFailedException', 400), 'refused', false],
  ['a transaction cancelled for no reason given', cancelled(), 'refused', false],
  [
    'a conflict of copies in several regions',
    answered('ReplicatedWriteConflictException', 400),
    'contention',
    false,
  ],
  ['a request that is not valid', answered('ValidationException', 400), 'caller', false],
  ['a right that is missing', answered('AccessDeniedException', 400), 'caller', false],
  ['a table that is missing', answered('ResourceNotFoundException', 400), 'configuration', false],
  ['a key that is not known', answered('UnrecognizedClientException', 400), 'configuration', false],
  ['credentials that could not be had', error({ name: 'CredentialsProviderError' }), 'configuration', false],
  [
    'a host that is not reached, while connecting',
    error({ code: 'EHOSTUNREACH', syscall: 'connect' }),
    'regional',
    false,
  ],
  ['a host that is lost, while reading', error({ code: 'EHOSTUNREACH', syscall: 'read' }), 'regional', true],
  [
    'some addresses refused and one timed out while connecting',
    Object.assign(
      new AggregateError([error({ code: 'ECONNREFUSED' }), error({ code: 'ETIMEDOUT', syscall: 'connect' })]),
      {
        code: 'ETIMEDOUT',
      },
    ),
    'regional',
    false,
  ],
  ['a handshake that breaks', error({ code: 'EPROTO' }), 'regional', true],
  [
    'a lost connection whose cause never came about',
    error({ code: 'ECONNRESET', cause: error({ code: 'ECONNREFUSED' }) }),
    'regional',
    true,
  ],
  [
    'a request that timed out by its name alone',
    answered('ThrottlingException', 400, { code: 'ThrottlingException' }),
    'capacity',
    false,
  ],
  ['a name that is a member of every object', answered('constructor', 400), 'caller', false],
  ['something else thrown', 'a text', 'caller', false],
];

describe('classifyError', () => {
  it.each(CASES)('%s', (_, thrown, expected, mayHaveApplied) => {
    expect(classifyError(thrown)).toEqual({ class: expected, notApplied: !mayHaveApplied });
  });
});

describe('isClockSkewCorrected', () => {
  it('knows an answer that set the clock right', () => {
    const skewed = { $metadata: { httpStatusCode: 400, clockSkewCorrected: true } };
    expect(isClockSkewCorrected(error(skewed))).toBe(true);
    expect(isClockSkewCorrected(answered('RequestTimeTooSkewed', 400))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { classifyError, type ErrorClass } from './classify-error.ts';

const error = (facts: Record<string, unknown>, message = 'it failed') =>
  Object.assign(new Error(message), facts);
const answered = (name: string, httpStatusCode: number, facts = {}) =>
  error({ name, $fault: 'client', $metadata: { httpStatusCode }, ...facts });
const cancelled = (...codes: string[]) =>
  answered('TransactionCanceledException', 400, { CancellationReasons: codes.map((Code) => ({ Code })) });

describe('classifyError', () => {
  it.each<[string, unknown, ErrorClass, boolean]>([
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
      'a reset under way, which the SDK calls a time-out',
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
    [
      'an error whose cause was refused',
      error({ cause: error({ code: 'ECONNREFUSED' }) }),
      'regional',
      false,
    ],
    ['all addresses refused', new AggregateError([error({ code: 'ECONNREFUSED' })]), 'regional', false],
    ['throughput used up', answered('ProvisionedThroughputExceededException', 400), 'capacity', false],
    ['throttling', answered('ThrottlingException', 400), 'capacity', false],
    ['throttling that comes as a 503', answered('ThrottlingException', 503), 'capacity', false],
    ['a transaction under way', answered('TransactionInProgressException', 400), 'contention', false],
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
      'caller',
      false,
    ],
    ['a failed condition', answered('ConditionalCheckFailedException', 400), 'caller', false],
    ['a request that is not valid', answered('ValidationException', 400), 'caller', false],
    ['a right that is missing', answered('AccessDeniedException', 400), 'caller', false],
    ['a table that is missing', answered('ResourceNotFoundException', 400), 'configuration', false],
    ['a key that is not known', answered('UnrecognizedClientException', 400), 'configuration', false],
    [
      'credentials that could not be had',
      error({ name: 'CredentialsProviderError' }),
      'configuration',
      false,
    ],
    ['the caller giving up', error({ name: 'AbortError' }), 'aborted', true],
    ['something else thrown', 'a text', 'caller', false],
  ])('%s', (_, thrown, expected, mayHaveApplied) => {
    expect(classifyError(thrown)).toEqual({ class: expected, mayHaveApplied });
  });
});

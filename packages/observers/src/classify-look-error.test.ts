import { describe, expect, it } from '@jest/globals';
import { ServiceError } from '@understudy/service/aws';
import { classifyLookError, whyOf } from './classify-look-error.ts';

const coded = (code: string, message = `connect ${code} 192.0.2.1:443`) =>
  Object.assign(new Error(message), { code });
const answered = (name: string, httpStatusCode: number, more: object = {}) =>
  Object.assign(new Error('No.'), { name, $metadata: { httpStatusCode }, ...more });
const client = (name: string) => answered(name, 400, { $fault: 'client' });
const server = (name: string, status = 500) => answered(name, status, { $fault: 'server' });
const noCredentials = (cause: Error) =>
  new ServiceError('UND_SERVICE_CREDENTIALS_UNAVAILABLE', {
    what: 'There are no valid AWS credentials: STS was silent.',
    cause: Object.assign(new Error('STS was silent', { cause }), { name: 'CredentialsProviderError' }),
  });

describe('the error of a look', () => {
  it.each([
    [coded('ENOTFOUND'), 'name-not-found'],
    [coded('EAI_AGAIN'), 'name-not-found'],
    [coded('CERT_HAS_EXPIRED'), 'tls-failed'],
    [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls-failed'],
    [coded('EPROTO'), 'tls-failed'],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls-failed'],
    [coded('ECONNREFUSED'), 'unreachable'],
    [Object.assign(coded('ECONNRESET'), { name: 'TimeoutError' }), 'unreachable'],
    [Object.assign(coded('ECONNRESET'), { $metadata: { httpStatusCode: 200 } }), 'unreachable'],
    [coded('EHOSTUNREACH'), 'unreachable'],
    [new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')], ''), 'unreachable'],
    [Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'unreachable'],
    [client('ThrottlingException'), 'throttled'],
    [client('ProvisionedThroughputExceededException'), 'throttled'],
    [client('RequestLimitExceeded'), 'throttled'],
    [server('InternalServerError'), 'server-error'],
    [server('ServiceUnavailable', 503), 'server-error'],
    [Object.assign(client('InternalServerError')), 'server-error'],
    [answered('Unknown', 502), 'server-error'],
    [answered('SyntaxError', 200), 'server-error'],
    [client('AccessDeniedException'), 'refused'],
    [client('UnrecognizedClientException'), 'refused'],
    [client('InvalidSignatureException'), 'refused'],
    [client('ExpiredTokenException'), 'refused'],
    [client('ValidationException'), 'refused'],
    [answered('Unknown', 403), 'refused'],
    [noCredentials(coded('ECONNREFUSED')), 'refused'],
    [coded('EMFILE'), 'refused'],
    [coded('EADDRNOTAVAIL'), 'refused'],
    [new TypeError('x is not a function'), 'refused'],
    [client('ResourceNotFoundException'), 'table-missing'],
    ['torn', 'unreachable'],
  ] as const)('%p means %s', (error, condition) => {
    expect(classifyLookError(error)).toEqual({ condition, why: expect.stringMatching(/./) as unknown });
  });

  it('is found among the causes', () => {
    const wrapped = new Error('the request failed', { cause: coded('ENOTFOUND') });
    expect(classifyLookError(wrapped)).toEqual({ condition: 'name-not-found', why: 'the request failed' });
  });

  it('is one line without the request that a refused signature repeats', () => {
    const text = 'The signature does not match.\n\nCanonical: x-amz-security-token:SECRET';
    expect(whyOf(Object.assign(new Error(text), { name: 'InvalidSignatureException' }))).toBe(
      'InvalidSignatureException: The signature does not match.',
    );
    expect(whyOf(new AggregateError([coded('ECONNREFUSED')], ''))).toContain('ECONNREFUSED');
    expect(whyOf(new Error('x'.repeat(5_000))).length).toBeLessThan(400);
  });
});

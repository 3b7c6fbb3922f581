import type { CredentialsFault } from '../types.ts';

/** Whether a request that was carried out came to an answer, and not to an error. */
export function isAnswer(
  outcome: { readonly answer: object } | { readonly error: Error },
): outcome is { readonly answer: object } {
  return 'answer' in outcome;
}

export type FaultKind = 'refused' | 'reset' | 'throttled' | 'failed' | 'expired' | CredentialsFault;

/** Errors as the SDK raises them. */
export function fault(kind: FaultKind): Error {
  switch (kind) {
    case 'refused':
      return Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    case 'reset':
      return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    case 'throttled':
      return Object.assign(new Error('Throughput exceeds the current capacity.'), {
        name: 'ThrottlingException',
        $fault: 'client',
        $metadata: { httpStatusCode: 400 },
      });
    case 'expired':
      return refusal('InvalidSignatureException', 'Signature expired');
    case 'sts':
      return refusal('InvalidIdentityToken', 'No OpenIDConnect provider found in your account.');
    case 'unknown':
      return refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'expired-token':
      return refusal('ExpiredTokenException', 'The security token included in the request is expired.');
    case 'failed':
      return Object.assign(new Error('Internal server error'), {
        name: 'InternalServerError',
        $fault: 'server',
        $metadata: { httpStatusCode: 500 },
      });
  }
}

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });
}

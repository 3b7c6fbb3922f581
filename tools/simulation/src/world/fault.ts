/** Whether a request that was carried out came to an answer, and not to an error. */
export function isAnswer(
  outcome: { readonly answer: object } | { readonly error: Error },
): outcome is { readonly answer: object } {
  return 'answer' in outcome;
}

export type FaultKind = 'refused' | 'reset' | 'throttled' | 'failed' | 'expired';

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
      return Object.assign(new Error('Signature expired'), {
        name: 'InvalidSignatureException',
        $fault: 'client',
        $metadata: { httpStatusCode: 400 },
      });
    case 'failed':
      return Object.assign(new Error('Internal server error'), {
        name: 'InternalServerError',
        $fault: 'server',
        $metadata: { httpStatusCode: 500 },
      });
  }
}

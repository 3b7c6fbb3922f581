import { expect, it } from '@jest/globals';
import { tellTrouble } from './tell-trouble.ts';

const failed = (message: string, facts: object) => Object.assign(new Error(message), facts);

it.each([
  [
    failed('Could not load credentials\nfrom any providers', { name: 'CredentialsProviderError' }),
    'credentials',
    'There are no AWS credentials: Could not load credentials from any providers.',
  ],
  [
    failed('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' }),
    'unreachable',
    'A region did not answer: connect ECONNREFUSED 127.0.0.1:9.',
  ],
  [
    Object.assign(new AggregateError([new Error('connect ETIMEDOUT ::1:9')]), { code: 'ETIMEDOUT' }),
    'unreachable',
    'A region did not answer: connect ETIMEDOUT ::1:9.',
  ],
  [failed('Late.', { name: 'TimeoutError' }), 'unreachable', 'A region did not answer: Late.'],
  [failed('', { code: 'EAI_AGAIN' }), 'unreachable', 'A region did not answer: EAI_AGAIN.'],
])('trouble of the surroundings is one sentence: %s', (error, kind, what) => {
  expect(tellTrouble(error)).toEqual({ kind, what });
});

it.each([
  new TypeError('x is not a function'),
  failed('no such file', { code: 'ENOENT' }),
  'text',
  undefined,
])('anything else is not: %s', (error) => {
  expect(tellTrouble(error)).toBeUndefined();
});

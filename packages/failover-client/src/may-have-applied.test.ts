import { expect, it } from '@jest/globals';
import { FailoverClientError } from './errors.ts';
import { mayHaveApplied } from './may-have-applied.ts';

it.each<[unknown, boolean]>([
  [
    new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', { what: 'Lost.', mayHaveApplied: true }),
    true,
  ],
  [new FailoverClientError('UND_FAILOVER_CLIENT_CLOSED', { what: 'Closed.' }), false],
  [Object.assign(new Error('Internal server error'), { mayHaveApplied: true }), true],
  [new Error('refused'), false],
  ['a text', false],
  [null, false],
])('an error says whether the write may have been carried out: %s', (error, may) => {
  expect(mayHaveApplied(error)).toBe(may);
});

import { expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { chooseExit } from './choose-exit.ts';
import { ReplicatorError } from './errors.ts';

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

it('is 2 where command line or topology are wrong, and 1 for all else', () => {
  expect(chooseExit(failureOf(() => parseTopology('service: 5')))).toBe(2);
  expect(chooseExit(new ReplicatorError('UND_REPLICATOR_CONFIG_INVALID', { what: 'No.' }))).toBe(2);
  expect(chooseExit(new ReplicatorError('UND_REPLICATOR_STREAM_OFF', { what: 'No stream.' }))).toBe(1);
  expect(chooseExit(new TypeError('x is not a function'))).toBe(1);
});

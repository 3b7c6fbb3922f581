import { expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { chooseExit } from './choose-exit.ts';
import { BackfillError } from './errors.ts';
import { readCommand } from './read-command.ts';

it.each([
  ['a wrong command line', 2, () => readCommand([])],
  ['an option out of its range', 2, () => readCommand(['u.yaml', 'orders', '--segments', '0'])],
  ['an invalid topology', 2, () => parseTopology('service: 5')],
  [
    'what a person has to see to',
    1,
    () => {
      throw new BackfillError('UND_BACKFILL_LINK_SILENT', { what: 'Nobody runs it.' });
    },
  ],
  [
    'a fault',
    1,
    () => {
      throw new TypeError('x is not a function');
    },
  ],
])('%s ends with %d', (_, code, act) => {
  let failure: unknown;
  try {
    act();
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(Error);
  expect(chooseExit(failure)).toBe(code);
});

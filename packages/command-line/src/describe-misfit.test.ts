import { expect, it } from '@jest/globals';
import { describeMisfit } from './describe-misfit.ts';

it('a value that does not fit is named with its option and what would be right', () => {
  expect(describeMisfit('port', 'x', 'a whole number from 0 to 65535')).toBe(
    '--port is "x"; expected a whole number from 0 to 65535.',
  );
});

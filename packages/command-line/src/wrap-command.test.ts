import { expect, it } from '@jest/globals';
import { wrapCommand } from './wrap-command.ts';

it.each([
  ['understudy verify', ['understudy verify']],
  [
    'understudy ledger drop ledger/a/b --why "test data of May"',
    ['understudy ledger drop ledger/a/b \\', '    --why "test data of May"'],
  ],
])('%s is wrapped', (command, lines) => {
  expect(wrapCommand(command, 40)).toEqual(lines);
});

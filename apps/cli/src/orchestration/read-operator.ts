import { CommandLineError } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';

/**
 * Who orders something: the name of `--by`, else the user of the machine.
 * @throws CommandLineError `UND_COMMAND_LINE_OPTION_MISSING` where the machine has no name for its user
 */
export function readOperator(by: string | undefined, user: string): string {
  const name = plainLine(by ?? user);
  if (name !== '') return name;
  throw new CommandLineError('UND_COMMAND_LINE_OPTION_MISSING', {
    what: 'The option --by NAME is required: the machine has no name for its user.',
    details: { option: '--by' },
  });
}

import { CommandLineError, describeMisfit } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';

const MOST = 1_000;

/**
 * The words of a reason or of a comment, as one line.
 * @param option its key: `reason`
 * @throws CommandLineError `UND_COMMAND_LINE_OPTION_INVALID` where there are none, or too many
 */
export function requireWords(option: string, text: string): string {
  const line = plainLine(text);
  if (line !== '' && line.length <= MOST) return line;
  throw new CommandLineError('UND_COMMAND_LINE_OPTION_INVALID', {
    what:
      line === ''
        ? describeMisfit(option, text, 'words that say why')
        : `--${option} has ${line.length} characters; expected at most ${MOST}.`,
    details: { option: `--${option}` },
  });
}

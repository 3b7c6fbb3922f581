import { OUTPUT_FORMATS, type OutputFormat } from './command-context.ts';
import { readValue } from './read-value.ts';

/**
 * The format of results that a command line asks for.
 * @throws CommandLineError `UND_COMMAND_LINE_OPTION_INVALID`
 */
export function outputOf(argv: readonly string[]): OutputFormat {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const at = words.findLastIndex((word) => /^(-o|--output(=|$))/.test(word));
  const word = words[at];
  if (word === undefined) return 'text';
  const text = word.startsWith('--output=')
    ? word.slice('--output='.length)
    : word.length > 2 && !word.startsWith('--')
      ? word.slice(2)
      : words[at + 1];
  if (text === undefined) return 'text';
  return readValue('--output', text, { choice: OUTPUT_FORMATS }) as OutputFormat;
}

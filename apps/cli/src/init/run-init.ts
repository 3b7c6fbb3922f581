import { existsSync, writeFileSync } from 'node:fs';
import type { CommandContext } from '@understudy/command-line';
import { parseTopology, TopologyError } from '@understudy/topology';
import { CliError } from '../errors.ts';
import { askForAnswers, type GivenAnswers } from './ask-for-answers.ts';
import { composeTopologyText } from './compose-topology-text.ts';

export interface InitInput {
  readonly file: string;
  readonly options: GivenAnswers & { readonly force: boolean; readonly dryRun: boolean };
}

/**
 * Writes the first topology file.
 * @throws CliError `UND_CLI_FILE_EXISTS`, `UND_CLI_ANSWERS_MISSING`, `UND_CLI_ANSWERS_INVALID`,
 * `UND_CLI_FILE_NOT_WRITTEN`; nothing is written then
 */
export async function runInit({ file, options }: InitInput, context: CommandContext): Promise<void> {
  const { force, dryRun } = options;
  if (!dryRun && !force && existsSync(file)) {
    throw new CliError('UND_CLI_FILE_EXISTS', { what: `${file} exists already.`, details: { file } });
  }
  const text = composeTopologyText(await askForAnswers(options, context.ask));
  refuseInvalid(text, file);
  if (dryRun) {
    context.out(text);
    return;
  }
  write(file, text, force);
  context.err(`Wrote ${file}.\nNext: understudy check\n`);
}

/** Without places: the file that has them is not written. */
function refuseInvalid(text: string, file: string): void {
  try {
    parseTopology(text, { file });
  } catch (cause) {
    if (!(cause instanceof TopologyError)) throw cause;
    const lines = cause.problems.map(({ message }) => `\n  ${message.slice(message.indexOf(' ') + 1)}`);
    throw new CliError('UND_CLI_ANSWERS_INVALID', {
      what: `${file} was not written.${lines.join('')}\n`,
      details: { problems: cause.problems },
      cause,
    });
  }
}

function write(file: string, text: string, force: boolean): void {
  try {
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new CliError('UND_CLI_FILE_NOT_WRITTEN', {
      what: `${file} could not be written (${code}).`,
      details: { file, code },
      cause,
    });
  }
}

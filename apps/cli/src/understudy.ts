import type { ProgramSpec } from '@understudy/command-line';
import { allCommands, allNouns, COMMAND_SOURCES } from './command-sources.ts';
import { readVersion } from './read-version.ts';

/** `understudy` with every command; a command line that names a noun loads that noun's specifications alone. */
export const understudy: ProgramSpec = {
  name: 'understudy',
  version: readVersion(),
  summary: 'Keeps an application and its DynamoDB tables serving through the loss of a region.',
  nouns: allNouns(),
  load: async (first) => {
    const source = COMMAND_SOURCES.find(({ nouns }) => first !== undefined && Object.hasOwn(nouns, first));
    return source === undefined ? allCommands() : source.load();
  },
};

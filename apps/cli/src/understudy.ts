import type { ProgramSpec } from '@understudy/command-line';
import { COMMAND_SOURCES } from './command-sources.ts';
import { readVersion } from './read-version.ts';

/** `understudy` with every command; a command line that names a noun loads that noun's specifications alone. */
export const understudy: ProgramSpec = {
  name: 'understudy',
  version: readVersion(),
  summary: 'Keeps an application and its DynamoDB tables serving through the loss of a region.',
  nouns: Object.fromEntries(COMMAND_SOURCES.flatMap(({ nouns }) => Object.entries(nouns))),
  load: async (first) => {
    const wanted = COMMAND_SOURCES.filter(({ nouns }) => first !== undefined && Object.hasOwn(nouns, first));
    const sources = wanted.length > 0 ? wanted : COMMAND_SOURCES;
    return (await Promise.all(sources.map(({ load }) => load()))).flat();
  },
};

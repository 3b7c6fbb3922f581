import type { CommandSpec } from '@understudy/command-line';

/** Where specifications come from; modules of `load` import nothing heavy. */
export interface CommandSource {
  /** The first words of its commands. A noun that has verbs says what it is about; a command by itself needs no text. */
  readonly nouns: Readonly<Record<string, string>>;
  readonly load: () => Promise<readonly CommandSpec[]>;
}

/** Every source, in the order of `understudy --help`. */
export const COMMAND_SOURCES: readonly CommandSource[] = [
  {
    nouns: { explain: '' },
    load: async () => [(await import('./commands/explain.ts')).explain],
  },
];

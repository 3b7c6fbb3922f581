import type { CommandSpec } from './define-command.ts';

/** A program of commands. */
export interface ProgramSpec {
  readonly name: string;
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  /** What each noun is about, by the noun, in one sentence. */
  readonly nouns: Readonly<Record<string, string>>;
  /** The specifications that the command line needs: those of the noun that `first` names, all where it names none. */
  readonly load: (first: string | undefined) => Promise<readonly CommandSpec[]>;
}

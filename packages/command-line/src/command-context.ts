import type { Clock, Randomness } from '@understudy/core';

/** How results are written: for people, for programs, or for people with more columns. */
export const OUTPUT_FORMATS = ['text', 'json', 'yaml', 'wide'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Asks a question on the terminal; gives the line that was typed. */
export type Ask = (question: string) => Promise<string>;

/** What a text renderer may use. */
export interface TextStyle {
  readonly wide: boolean;
  readonly columns: number;
  readonly color: boolean;
}

/** A question that a person answers before something is done that is hard to undo. */
export interface Confirmation {
  /** What will happen, as a question. */
  readonly question: string;
  /** What has to be typed; `yes` unless given. */
  readonly name?: string;
}

/** What a command has of the process that runs it. Data goes to `out`, words go to `err`. */
export interface CommandContext extends Pick<TextStyle, 'columns' | 'color'> {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A line on how far it is; written to stderr where that is a terminal, else dropped. */
  readonly progress: (text: string) => void;
  /** Writes a result in the format that `-o` names: one line of JSON, one YAML document, or `render`'s text. */
  readonly result: <Value>(value: Value, render: (value: Value, style: TextStyle) => string) => void;
  /**
   * Asks on the terminal.
   * @throws CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED` where the answer is another, or without a terminal
   */
  readonly confirm: (confirmation: Confirmation) => Promise<void>;
  /** Asks a question on the terminal and gives the line that was typed; absent without a terminal. */
  readonly ask?: Ask;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** Whether stdin and stderr are a terminal, so that a person can be asked. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user of the machine; empty where the machine names none. */
  readonly user: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

import type { History, Violation } from './types.ts';

/** What a process that plays histories is asked. */
export type Task =
  | { readonly ask: 'seeds'; readonly from: number; readonly count: number; readonly untilBroken?: boolean }
  | { readonly ask: 'seed'; readonly seed: number }
  /** `bundle`: of `play-history.ts`, to be played by that instead of the process's own code. */
  | {
      readonly ask: 'history';
      readonly history: History;
      readonly timeline: boolean;
      readonly bundle?: string;
    }
  | { readonly ask: 'shrink'; readonly history: History; readonly plays: number };

/** A seed whose history broke a property. */
export interface BrokenSeed {
  readonly seed: number;
  readonly property: number;
  readonly what: string;
}

interface SeedsReply {
  readonly tell: 'seeds';
  readonly from: number;
  readonly count: number;
  readonly broken: readonly BrokenSeed[];
  readonly coverage: readonly (readonly [string, number])[];
}

interface HistoryReply {
  readonly tell: 'history';
  readonly violations: readonly Violation[];
  readonly timeline: string;
  readonly digest: string;
  readonly coverage: readonly (readonly [string, number])[];
}

/** What it answers. */
export type Reply =
  | SeedsReply
  | HistoryReply
  | { readonly tell: 'generated'; readonly history: History }
  | { readonly tell: 'shrunk'; readonly history: History };

import type { History } from '@understudy/simulation';

interface Histories {
  readonly kept?: readonly { readonly name: string; readonly history: History }[];
  readonly seeds?: { readonly from: number; readonly count: number };
}

/** What a process that plays histories is asked: which mutants they reach, or which of them breaks first with one. */
export type HistoryTask =
  ({ readonly ask: 'reach' } & Histories) | ({ readonly ask: 'try'; readonly mutant: number } & Histories);

/** `foundBy` is left out where every history holds. */
export interface HistoryAnswer {
  readonly reached?: readonly number[];
  readonly foundBy?: string;
}

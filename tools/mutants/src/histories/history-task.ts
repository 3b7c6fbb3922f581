import type { History } from '@understudy/simulation';

interface NamedHistory {
  readonly name: string;
  readonly history: History;
}

export interface Seeds {
  readonly from: number;
  readonly count: number;
}

/** What a process that plays histories is asked: which mutants each reaches, or which breaks first with one. */
export type HistoryTask =
  | { readonly ask: 'reach'; readonly kept: readonly NamedHistory[]; readonly seeds: Seeds }
  | {
      readonly ask: 'try';
      readonly mutant: number;
      readonly kept: readonly NamedHistory[];
      /** The seeds' numbers. */
      readonly seeds: readonly number[];
    };

export interface HistoryReach {
  readonly name: string;
  /** Of processor time. */
  readonly ms: number;
  readonly reached: readonly number[];
}

export interface HistoryAnswer {
  readonly kept?: readonly HistoryReach[];
  /** Each seed's, its name its number. */
  readonly seeds?: readonly HistoryReach[];
  /** Left out where every history holds. */
  readonly foundBy?: string;
}

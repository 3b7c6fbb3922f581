import type { MergeStep } from './types.ts';

/**
 * What became of the open ledger entries of one key.
 * - `merged`: the merge is stored; `held` entries were in the item already
 * - `conflict`: a person has to decide about the steps that say so; nothing was written
 * - `waits`: it can be merged later; nothing was written
 * - `unsure`: only a person can say whether the stored item has these writes; nothing was written
 * - `by-another`: another person is deciding, or has decided; nothing was written
 * - `busy`: the item kept being written; nothing was written
 * - `failed`: the write was refused; nothing was written
 */
export type MergeResult =
  | {
      readonly is: 'merged' | 'conflict';
      readonly steps: readonly MergeStep[];
      readonly held: number;
      readonly lacked: number;
    }
  | { readonly is: 'waits' | 'unsure' | 'by-another' | 'busy' | 'failed'; readonly why: string };

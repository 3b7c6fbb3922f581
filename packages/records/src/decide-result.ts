import type { Decided, Redriven } from '@understudy/replicator';
import type { Asserted } from './assert-image.ts';

/** What a redrive came to: `foreign-tail`: a parked foreign write whose region is not the writer any more. */
export type RedriveOutcome = Asserted | Redriven | 'foreign-tail' | 'failed';

/**
 * - `decided`: it is done and kept with the record; `closed`: nothing is left to decide
 * - `by-another`: another person has claimed or decided it, or a later record superseded it; nothing was written
 */
export type DecideResult =
  | {
      readonly is: 'decided';
      readonly outcome: RedriveOutcome | 'dropped';
      readonly closed: boolean;
      /** What failed, for `failed`. */
      readonly problem?: string;
    }
  | { readonly is: 'by-another'; readonly stands: Decided };

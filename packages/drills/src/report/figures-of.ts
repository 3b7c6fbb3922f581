import { durationText } from './duration-text.ts';
import type { DrillReport } from './report-of.ts';

/** A figure that is reported and has no limit. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
}

/** Figures beside those that are judged. */
export function figuresOf({ measured }: Pick<DrillReport, 'measured'>): readonly Figure[] {
  const { acknowledgedWrites, claimedAfterMs, promotedAfterMs, mergedMs, account } = measured;
  const figures: Figure[] = [{ what: 'Acknowledged writes', figure: String(acknowledgedWrites) }];
  const add = (what: string, value: number | undefined, text: (value: number) => string) => {
    if (value !== undefined) figures.push({ what, figure: text(value) });
  };
  add('Begin of the timeline to the claim of a move', claimedAfterMs, durationText);
  add('Begin of the timeline to the promotion', promotedAfterMs, durationText);
  add('Clean-up to the end of merging', mergedMs, durationText);
  add('Items compared in both regions', account?.items, String);
  add('Writes in the ledger', account?.inLedger, String);
  return figures;
}

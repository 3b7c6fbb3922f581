import type { MergingEntry } from '@understudy/route';
import { durationText } from '../duration-text.ts';

/** A service whose every acknowledged write is accounted for. */
export interface Reconciled {
  readonly writer: string;
  readonly epoch: number;
  /** Regions whose late requests have not expired yet. */
  readonly merging: readonly MergingEntry[];
}

/** What that means, and where the conflicts are. */
export function renderReconciled({ writer, epoch, merging }: Reconciled, wallMs: number): string {
  return [
    `Every acknowledged write is accounted for; ${writer} is the writer in epoch ${epoch}.`,
    ...merging.map(
      ({ region, untilMs }) =>
        `Late requests to ${region} expire in ${durationText(Math.max(0, untilMs - wallMs))}; \`understudy reconcile\` closes it after that.`,
    ),
    'Next: understudy ledger list, for writes that lost against later ones',
  ].join('\n');
}

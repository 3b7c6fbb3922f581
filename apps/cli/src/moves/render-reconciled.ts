import type { MergingEntry } from '@understudy/route';
import type { MergedTable } from './merge-conflicts.ts';
import { durationText } from '../duration-text.ts';

/** A service whose every acknowledged write is accounted for. */
export interface Settled {
  readonly writer: string;
  readonly epoch: number;
  /** Regions whose late requests have not expired yet. */
  readonly merging: readonly MergingEntry[];
}

/** The same with what became of the writes that lost. */
export interface Reconciled extends Settled {
  readonly ledger: readonly MergedTable[];
}

/** What that means, and where the conflicts are. */
export function renderReconciled({ writer, epoch, merging, ledger }: Reconciled, wallMs: number): string {
  return [
    `Every acknowledged write is accounted for; ${writer} is the writer in epoch ${epoch}.`,
    ...merging.map(
      ({ region, untilMs }) =>
        `Late requests to ${region} expire in ${durationText(Math.max(0, untilMs - wallMs))}; \`understudy reconcile\` closes it after that.`,
    ),
    ...ledgerLines(ledger),
    ledger.length === 0
      ? 'No write that lost is left to decide.'
      : 'Next: understudy ledger merge --all --dry-run',
  ].join('\n');
}

/** How many entries of each table were merged, wait, or conflict. */
export function ledgerLines(ledger: readonly MergedTable[]): readonly string[] {
  return ledger.map(({ table, conflicts, merged, present, conflict, waits }) => {
    const done = conflicts === 'merge' ? 'merged' : 'can be merged';
    return `${table}: of the writes that lost ${merged} ${done}, ${present} in the items already, ${conflict} for a person, ${waits} wait.`;
  });
}

import { durationText } from '../../duration-text.ts';
import type { MoveRecord } from '../../move-report/move-record.ts';
import { timeText } from '../../time-text.ts';
import { agoText } from '../ago-text.ts';
import { defineKind } from '../define-kind.ts';
import { movesOf } from '../sights.ts';

/** Moves of the writer, the newest first, as the audit has them. */
export const movesKind = defineKind<MoveRecord>({
  plural: 'moves',
  sources: ['moves'],
  needsOrchestrators: true,
  items: movesOf,
  nameOf: ({ report }) => report.moveId,
  columns: [
    { head: 'Ended', cell: ({ endedMs }) => timeText(endedMs) },
    { head: 'Kind', cell: ({ report }) => report.kind },
    { head: 'To', cell: ({ report }) => report.to, most: 18 },
    { head: 'Outcome', cell: outcomeText },
    { head: 'Took', cell: ({ report }) => durationText(report.tookMs) },
    { head: 'By', cell: ({ by }) => by, most: 12 },
    { head: 'From', cell: ({ report }) => report.from, wide: true },
    { head: 'Move', cell: ({ report }) => report.moveId, wide: true },
    { head: 'Why', cell: ({ report }) => report.reason, wide: true },
  ],
  describe: (record, { atMs }) => {
    const { report, by, endedMs } = record;
    const { moveId, kind, from, to, reason, steps, tookMs, undrained, parked } = report;
    return {
      state: `${kind} from ${from} to ${to}: ${outcomeText(record)}, ${agoText(endedMs, atMs)}`,
      facts: [
        ['Ended', timeText(endedMs)],
        ['Driven by', by],
        ['Why', reason],
        ['Took', durationText(tookMs)],
        ['Steps', steps.map(({ step, tookMs: ms }) => `${step} ${durationText(ms)}`).join(', ')],
        [
          'At risk',
          `${String(undrained.length)} links not drained, ${String(parked.length)} with dead letters`,
        ],
        ...(report.outcome === 'aborted' && report.abortReason !== undefined
          ? [['Aborted', `${report.abortReason.code}: ${report.abortReason.what}`] as const]
          : []),
      ],
      evidence: [],
      moves: [],
      next: { what: 'Read everything that it did.', command: `understudy report ${moveId}` },
    };
  },
});

function outcomeText({ report: { outcome, epoch } }: MoveRecord): string {
  return outcome === 'promoted' ? `epoch ${String(epoch)}` : outcome;
}

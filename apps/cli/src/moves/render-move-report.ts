import type { LinkLag } from '@understudy/links';
import { mayBeMissingMs, type DrivenMoveReport, type MoveReport } from '@understudy/moves';
import { durationText } from '../duration-text.ts';
import { parkedText } from './parked-text.ts';

/** What became of a move, and the next command. `problem`: what its verification found. */
export function renderMoveReport(report: MoveReport, problem: string | undefined): string {
  if (report.outcome === 'idle') {
    return `No move is under way: ${report.writer} is the writer in epoch ${report.epoch}.`;
  }
  return [...outcomeLines(report, problem), ...undrainedLines(report), ...parkedLines(report)].join('\n');
}

function outcomeLines(report: DrivenMoveReport, problem: string | undefined): readonly string[] {
  const { from, to, epoch, writer, tookMs, kind } = report;
  switch (report.outcome) {
    case 'promoted': {
      const done = `${to} is the writer in epoch ${epoch}. The ${kind} took ${durationText(tookMs)}.`;
      return problem === undefined ? [done] : [done, `NOT VERIFIED: ${problem}.`, 'Next: understudy status'];
    }
    case 'aborted':
      return [
        `Aborted: ${from} is still the writer in epoch ${epoch}.`,
        report.byAnother
          ? 'Another mover aborted it.'
          : `${report.abortReason.code}: ${report.abortReason.what}`,
      ];
    case 'overtaken':
      return [`Other movers went on: ${writer} is the writer in epoch ${epoch}.`];
  }
}

function undrainedLines({ outcome, from, undrained }: DrivenMoveReport): readonly string[] {
  if (outcome !== 'promoted' || undrained.length === 0) return [];
  const rests = undrained.map((lag) => `${lag.link.table} (${behindText(lag)})`);
  return [
    `Not yet replicated from ${from}: the rest of ${rests.join(', ')}.`,
    `Next: when ${from} is back, understudy reconcile`,
  ];
}

/** What may be missing, where the link has said so; its lag goes on to grow while its source is away. */
function behindText(lag: LinkLag): string {
  const atContactMs = mayBeMissingMs(lag, -Infinity);
  if (lag.contactMs !== undefined && atContactMs !== undefined)
    return `${durationText(atContactMs)} behind at its last contact`;
  return lag.lagMs === undefined ? 'lag unknown' : `${durationText(lag.lagMs)} behind`;
}

function parkedLines({ outcome, to, parked }: DrivenMoveReport): readonly string[] {
  if (outcome !== 'promoted' || parked.length === 0) return [];
  return [
    `Parked, so ${to} lacks them: ${parked.map(parkedText).join(', ')}.`,
    'Next: understudy dead-letters list --state open',
  ];
}

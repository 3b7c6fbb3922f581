import { durationText } from '../duration-text.ts';
import type { MoveRecord } from '../move-report/move-record.ts';
import { timeText } from '../time-text.ts';
import { movesOf, type Sights } from './sights.ts';

const SHOWN = 3;

/** The last moves, one sentence each: those that `concerns` takes, all unless given. */
export function lastMoves(
  sights: Sights,
  concerns: (record: MoveRecord) => boolean = () => true,
): readonly string[] {
  return movesOf(sights).filter(concerns).slice(0, SHOWN).map(describeMove);
}

function describeMove({ report, endedMs, by }: MoveRecord): string {
  const { kind, from, to, outcome, epoch, tookMs } = report;
  const what = outcome === 'promoted' ? `epoch ${String(epoch)}` : outcome;
  return `${timeText(endedMs)} ${kind} from ${from} to ${to} by ${by}: ${what}, ${durationText(tookMs)}`;
}

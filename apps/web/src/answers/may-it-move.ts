import type { FiveAnswers as Answered, MayMove, Reason } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

/** One way in which the writer may move, as the panel on Now lists it. */
export interface MoveWay {
  readonly kind: 'switchover' | 'failover';
  readonly title: string;
  readonly to: string | undefined;
  readonly what: string;
  /** Whether a plan of it is worth opening: also where something speaks against it, which the plan shows. */
  readonly mark: Mark;
  readonly reasons: readonly Reason[];
}

export interface MoveView {
  readonly head: Mark;
  readonly ways: readonly MoveWay[];
  readonly automatic: string;
}

const WAYS: Readonly<Record<MayMove['may'], Mark>> = {
  yes: { tone: 'ok', glyph: 'ok', words: 'may begin' },
  'with-override': { tone: 'warn', glyph: 'warn', words: 'something has to be accepted' },
  no: { tone: 'idle', glyph: 'off', words: 'refused now' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'not known' },
};

/** May the writer move, each way, and if not, why? */
export function mayItMove(move: Answered['move'], now: Pick<Answered['now'], 'state'>): MoveView {
  return {
    head: headOf(move, now.state),
    ways: [way('switchover', 'Switchover', move.switchover), way('failover', 'Failover', move.failover)],
    automatic: move.automatic.what,
  };
}

function way(kind: MoveWay['kind'], title: string, { may, what, to, reasons }: MayMove): MoveWay {
  return { kind, title, to, what, mark: WAYS[may], reasons };
}

function headOf({ switchover, failover }: Answered['move'], state: Answered['now']['state']): Mark {
  if (state === 'moving') return { tone: 'go', glyph: 'run', words: 'A move is under way' };
  if (switchover.may === 'unknown' && failover.may === 'unknown')
    return { tone: 'idle', glyph: 'unknown', words: 'Not known' };
  if (switchover.may === 'yes' && failover.may !== 'no')
    return { tone: 'ok', glyph: 'ok', words: 'The writer may move' };
  if (switchover.may === 'yes') return { tone: 'ok', glyph: 'ok', words: 'By switchover' };
  if (failover.may === 'yes') return { tone: 'warn', glyph: 'warn', words: 'By failover only' };
  if (failover.may === 'with-override') return acceptFirst(failover.reasons.length);
  return { tone: 'warn', glyph: 'off', words: 'Not now' };
}

function acceptFirst(reasons: number): Mark {
  const things = reasons === 1 ? '1 thing' : `${reasons} things`;
  return { tone: 'warn', glyph: 'warn', words: `By failover, ${things} to accept` };
}

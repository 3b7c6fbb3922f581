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
  /** The same for a place of a few words. */
  readonly short: string;
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
    ...headOf(move, now.state),
    ways: [way('switchover', 'Switchover', move.switchover), way('failover', 'Failover', move.failover)],
    automatic: move.automatic.what,
  };
}

function way(kind: MoveWay['kind'], title: string, { may, what, to, reasons }: MayMove): MoveWay {
  return { kind, title, to, what, mark: WAYS[may], reasons };
}

function headOf(
  { switchover, failover }: Answered['move'],
  state: Answered['now']['state'],
): Pick<MoveView, 'head' | 'short'> {
  const as = (tone: Mark['tone'], glyph: Mark['glyph'], words: string, short = words) => ({
    head: { tone, glyph, words },
    short,
  });
  if (state === 'moving') return as('go', 'run', 'A move is under way', 'It moves now');
  if (switchover.may === 'unknown' && failover.may === 'unknown')
    return as('idle', 'unknown', 'Whether it may move is unknown', 'Not known');
  if (switchover.may === 'yes' && failover.may === 'yes')
    return as('ok', 'ok', 'The writer may move', 'Yes, both ways');
  if (switchover.may === 'yes') return as('ok', 'ok', 'The writer may move', 'Yes, by switchover');
  if (failover.may === 'yes') return as('warn', 'warn', 'By failover only');
  if (failover.may === 'with-override') {
    const count = failover.reasons.length;
    return as('warn', 'warn', `By failover, ${count === 1 ? '1 thing' : `${count} things`} to accept`);
  }
  return as('warn', 'off', 'The writer may not move now', 'Not now');
}

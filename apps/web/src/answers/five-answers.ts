import type { FiveAnswers as Answered, Snapshot } from '@understudy/api-contract';
import type { RegionRole } from '../parts/region-name.tsx';
import { durationWords } from '../words/duration-words.ts';
import { firstSentence } from '../words/first-sentence.ts';
import type { Mark } from '../words/mark.ts';
import { shareWords } from '../words/number-words.ts';
import { mayItMove } from './may-it-move.ts';

interface Answer {
  readonly mark: Mark;
  readonly detail: string | undefined;
}

/** What a person asks first, in a few words each: the strip under the bar of every page. */
export interface FiveAnswers {
  readonly writes: Answer;
  readonly writer: {
    readonly name: string | undefined;
    readonly role: RegionRole;
    readonly detail: string | undefined;
  };
  readonly move: Answer;
  readonly now: Answer;
  readonly todo: Answer;
}

const WRITES: Readonly<Record<Answered['writes']['state'], Mark>> = {
  succeeding: { tone: 'ok', glyph: 'ok', words: 'Succeeding' },
  slow: { tone: 'warn', glyph: 'warn', words: 'Slow' },
  'failing-in-part': { tone: 'bad', glyph: 'bad', words: 'Failing in part' },
  failing: { tone: 'bad', glyph: 'bad', words: 'Failing' },
  waiting: { tone: 'go', glyph: 'hold', words: 'Waiting' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'Not known' },
};

const NOW: Readonly<Record<Answered['now']['state'], Mark>> = {
  idle: { tone: 'idle', glyph: 'next', words: 'Nothing moves' },
  findings: { tone: 'warn', glyph: 'warn', words: 'Something is wrong' },
  wanted: { tone: 'bad', glyph: 'bad', words: 'A failover is wanted' },
  proposed: { tone: 'warn', glyph: 'hold', words: 'A failover waits for approval' },
  asked: { tone: 'go', glyph: 'hold', words: 'A move was asked for' },
  moving: { tone: 'go', glyph: 'run', words: 'The writer moves' },
  merging: { tone: 'go', glyph: 'run', words: 'A region is reconciled' },
  repairing: { tone: 'go', glyph: 'run', words: 'A server is repaired' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'Not known' },
};

/**
 * The five answers of one snapshot.
 * @param isStale what is shown is too old to be called the present: shapes and tones of a present state are taken away
 */
export function fiveAnswers({ answers, atMs }: Snapshot, isStale: boolean): FiveAnswers {
  const view = mayItMove(answers.move, answers.now);
  const past = isStale ? drained : (mark: Mark) => mark;
  return {
    writes: { mark: past(WRITES[answers.writes.state]), detail: writesDetail(answers.writes, atMs) },
    writer: writerAnswer(answers.writer, isStale),
    move: { mark: past({ ...view.head, words: view.short }), detail: undefined },
    now: { mark: past(NOW[answers.now.state]), detail: undefined },
    todo: { mark: past(todoMark(answers)), detail: undefined },
  };
}

function drained({ words }: Mark): Mark {
  return { tone: 'idle', glyph: 'unknown', words };
}

function writesDetail(
  { state, sinceMs, failingRatio }: Answered['writes'],
  atMs: number,
): string | undefined {
  const parts = [
    ...(failingRatio !== undefined && failingRatio > 0
      ? [`for ${shareWords(failingRatio)} of observers`]
      : []),
    ...(sinceMs !== undefined && state !== 'succeeding' && state !== 'unknown'
      ? [`for ${durationWords(Math.max(0, atMs - sinceMs))}`]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function writerAnswer(
  { state, region, epoch, next }: Answered['writer'],
  isStale: boolean,
): FiveAnswers['writer'] {
  const detail =
    state === 'moving' && next !== undefined
      ? `to ${next}`
      : epoch === undefined
        ? undefined
        : `epoch\u00a0${epoch}`;
  if (region === undefined) return { name: undefined, role: 'was', detail };
  if (isStale || state === 'unknown') return { name: region, role: 'was', detail };
  return { name: region, role: state === 'moving' ? 'was' : 'writer', detail };
}

/** What a person does next, with the tone of what makes it needed. */
function todoMark({ advice, now, writes }: Answered): Mark {
  const what = firstSentence(advice.what);
  if (now.state === 'idle' && writes.state === 'succeeding') return { tone: 'ok', glyph: 'ok', words: what };
  if (now.state === 'proposed') return { tone: 'warn', glyph: 'hold', words: what };
  if (now.state === 'moving' || now.state === 'merging' || now.state === 'asked')
    return { tone: 'go', glyph: 'go', words: what };
  if (now.state === 'unknown' || writes.state === 'unknown')
    return { tone: 'idle', glyph: 'unknown', words: what };
  return { tone: 'warn', glyph: 'warn', words: what };
}

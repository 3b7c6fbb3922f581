import { describe, expect, it } from '@jest/globals';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import { fiveAnswers } from './five-answers.ts';

type State = keyof typeof SNAPSHOT_STATES;
const wordsOf = (state: State, isStale = false) => {
  const { writes, writer, move, now, todo } = fiveAnswers(SNAPSHOT_STATES[state](), isStale);
  return [writes.mark.words, writer.name ?? 'not known', move.mark.words, now.mark.words, todo.mark.words];
};

describe('fiveAnswers', () => {
  it.each([
    ['idle', ['Succeeding', 'us-east-1', 'Yes, both ways', 'Nothing moves', 'Nothing to do.']],
    [
      'moving',
      ['Waiting', 'us-east-1', 'It moves now', 'The writer moves', 'Wait: the move ends by itself.'],
    ],
    [
      'failed-over',
      [
        'Succeeding',
        'eu-central-1',
        'Not now',
        'A region is reconciled',
        'Look at the last move, and acknowledge it.',
      ],
    ],
    [
      'unknown',
      [
        'Not known',
        'not known',
        'Not known',
        'Not known',
        'Find out what keeps this machine from the control store.',
      ],
    ],
  ] as const)('says of %s: %j', (state, words) => {
    expect(wordsOf(state)).toEqual(words);
  });

  it('says where the writer goes while it moves, and does not ink it', () => {
    expect(fiveAnswers(SNAPSHOT_STATES.moving(), false).writer).toEqual({
      name: 'us-east-1',
      role: 'was',
      detail: 'to eu-central-1',
    });
    expect(fiveAnswers(SNAPSHOT_STATES.idle(), false).writer.role).toBe('writer');
  });

  it('takes the shape and the tone of a present state from what is stale, and keeps its words', () => {
    const { writes, writer, move, now, todo } = fiveAnswers(SNAPSHOT_STATES.idle(), true);
    for (const { mark } of [writes, move, now, todo])
      expect(mark).toMatchObject({ tone: 'idle', glyph: 'unknown' });
    expect(writer.role).toBe('was');
    expect(wordsOf('idle', true)).toEqual(wordsOf('idle'));
  });
});

import { describe, expect, it } from '@jest/globals';
import { brokenFor, brokenWords, partyButtons, partyMarks, type LocalParty } from './local-cloud-view.ts';

const UP: LocalParty = {
  name: 'us-east-1',
  role: 'data',
  faults: [],
  can: ['kill', 'pause', 'slow', 'cut'],
};
const KILLED: LocalParty = {
  ...UP,
  faults: [{ kind: 'killed', sinceMs: 10_000 }],
  can: ['restart', 'restore'],
};
const wordsOf = (party: LocalParty) => partyButtons(party).map(({ words, off }) => [words, off]);

describe('a party of the local cloud', () => {
  it('is up, or has each of its faults as a shape and a word', () => {
    expect(partyMarks(UP)).toEqual([{ tone: 'ok', glyph: 'ok', words: 'Up' }]);
    const faults = [
      { kind: 'paused', sinceMs: 1 },
      { kind: 'slow', sinceMs: 2, ms: 500 },
      { kind: 'cut', sinceMs: 3 },
      { kind: 'no-name', sinceMs: 4 },
    ] as const;
    expect(partyMarks({ faults }).map(({ words }) => words)).toEqual([
      'Paused',
      'Slow by 0.5\u00a0s',
      'Cut off',
      'An empty name',
    ]);
  });

  it('says on every page what is broken on purpose, and since when', () => {
    expect(brokenWords(UP)).toBeUndefined();
    expect(brokenFor(UP, 22_400)).toBeUndefined();
    expect(brokenWords(KILLED)).toBe('us-east-1 is killed on purpose');
    expect(brokenFor(KILLED, 22_400)).toBe('12\u00a0s');
    const faults = [...KILLED.faults, { kind: 'slow', sinceMs: 5_000, ms: 900 } as const];
    expect(brokenWords({ ...KILLED, faults })).toBe(
      'us-east-1 is killed and is slow by 0.9\u00a0s on purpose',
    );
    expect(brokenFor({ faults }, 22_400)).toBe('17\u00a0s');
    expect(brokenFor({ faults }, 0)).toBe('1\u00a0s');
  });

  it('keeps each button in its place, and says of those that are off why', () => {
    expect(wordsOf(UP)).toEqual([
      ['Kill us-east-1', undefined],
      ['Pause us-east-1', undefined],
      ['Slow us-east-1 by 0.5\u00a0s', undefined],
      ['Cut us-east-1 off', undefined],
      ['Restore us-east-1', 'Off: nothing of us-east-1 is broken.'],
    ]);
    expect(wordsOf(KILLED)).toEqual([
      ['Start us-east-1 again', undefined],
      ['Pause us-east-1', 'Off: us-east-1 is killed.'],
      ['Slow us-east-1 by 0.5\u00a0s', 'Off: us-east-1 is killed.'],
      ['Cut us-east-1 off', 'Off: us-east-1 is killed.'],
      ['Restore us-east-1', undefined],
    ]);
    expect(partyButtons(UP).map(({ place }) => place)).toEqual(
      partyButtons(KILLED).map(({ place }) => place),
    );
  });

  it('offers an empty name only where its name is looked up', () => {
    expect(partyButtons({ ...UP, can: [...UP.can, 'empty-name'] }).map(({ words }) => words)).toContain(
      'Empty the name of us-east-1',
    );
  });
});

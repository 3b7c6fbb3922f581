import { describe, expect, it } from '@jest/globals';
import type { LocalParty } from './fault-words.ts';
import { partyButtons } from './party-buttons.ts';

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

describe('what can be done to a region of the local cloud', () => {
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
    const placesOf = (party: LocalParty) => partyButtons(party).map(({ place }) => place);
    expect(placesOf(UP)).toEqual(placesOf(KILLED));
  });

  it('has an empty name only where its name is looked up', () => {
    const named = partyButtons({ ...UP, can: [...UP.can, 'empty-name'] }).map(({ words }) => words);
    expect(named).toContain('Empty the name of us-east-1');
  });
});

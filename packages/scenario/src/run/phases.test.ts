import { describe, expect, it } from '@jest/globals';
import { Phases } from './phases.ts';

describe('Phases', () => {
  it('says which phase it is, and how long each took', () => {
    let nowMs = 0;
    const phases = new Phases(() => nowMs, ['starting', 'traffic']);
    expect(phases.now).toBe('1/2  starting');
    phases.begin('starting');
    nowMs = 40;
    phases.begin('traffic');
    expect(phases.now).toBe('2/2  traffic');
    nowMs = 100;
    phases.begin('the cloud is yours');
    expect(phases.now).toBe('the cloud is yours');
    nowMs = 101;
    expect(phases.durations()).toEqual([
      { title: 'starting', tookMs: 40 },
      { title: 'traffic', tookMs: 60 },
      { title: 'the cloud is yours', tookMs: 1 },
    ]);
  });
});

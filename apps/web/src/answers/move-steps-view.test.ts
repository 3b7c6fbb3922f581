import { describe, expect, it } from '@jest/globals';
import type { MoveStepState } from '@understudy/api-contract';
import { moveStepsView } from './move-steps-view.ts';

const step = (name: string, more: Partial<MoveStepState>): MoveStepState => ({
  name,
  kind: 'protocol',
  state: 'waiting',
  what: 'What it does.',
  pointOfNoReturn: name === 'promote',
  ...more,
});

const MOVE = {
  to: 'eu-central-1',
  running: true,
  steps: [
    step('claim', { state: 'done', begunMs: 1000, endedMs: 1200 }),
    step('wait', { state: 'running', begunMs: 1200, limitMs: 11_000, attempt: 2, attempts: 3, by: 'o-2' }),
    step('drain', { limitMs: 5000 }),
    step('promote', { limitMs: 1500 }),
  ],
};

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('moveStepsView', () => {
  it('says of each step how long it took, takes of its limit, or may take', () => {
    expect(moveStepsView(MOVE, 9300).map(({ place, took }) => [place, plain(took)])).toEqual([
      ['done', '0.2 s'],
      ['run', '8.1 s of 11 s'],
      ['next', 'up to 5 s'],
      ['later', 'up to 1.5 s'],
    ]);
  });

  it('names what comes next, where the move is promoted to, and every further attempt', () => {
    const views = moveStepsView(MOVE, 9300);
    expect(views.map(({ title }) => title)).toEqual([
      'Claim',
      'Wait for the leases',
      'Next: drain what can still be read',
      'Promote eu-central-1',
    ]);
    expect(views[1]?.attempts).toBe('attempt 2 of 3, by o-2');
    expect(views[3]).toMatchObject({ isGate: true, glyph: 'gate' });
  });

  it('says that a time is not known rather than nothing', () => {
    const [view] = moveStepsView({ ...MOVE, steps: [step('claim', { state: 'done' })] }, 0);
    expect(view?.took).toBe('time not known');
  });
});

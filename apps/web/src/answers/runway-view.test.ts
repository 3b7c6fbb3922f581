import { describe, expect, it } from '@jest/globals';
import type { MoveStepState } from '@understudy/api-contract';
import { runwayView } from './runway-view.ts';

const step = (
  name: string,
  state: MoveStepState['state'],
  more: Partial<MoveStepState> = {},
): MoveStepState => ({
  name,
  kind: 'protocol',
  state,
  what: '',
  pointOfNoReturn: name === 'promote',
  ...more,
});

const MOVE = {
  to: 'eu-central-1',
  claimedMs: 3400,
  steps: [
    step('claim', 'done'),
    step('wait', 'running', { begunMs: 3600, limitMs: 11_000 }),
    step('drain', 'waiting', { limitMs: 5000 }),
    step('promote', 'waiting', { limitMs: 1500 }),
    step('verify', 'waiting', { limitMs: 10_000 }),
  ],
};

describe('runwayView', () => {
  it('counts what is left by the limits of the steps up to the promotion, and no further', () => {
    const view = runwayView(MOVE, { startMs: 0, nowMs: 11_700, deadlineMs: 30_000 });
    expect(view.leftMs).toBe(11_000 - 8100 + 5000 + 1500);
    expect(view.words.replaceAll('\u00a0', ' ')).toBe(
      'Noticed after 3.4 s, now 11.7 s, eu-central-1 takes writes at about 21.1 s at the latest. Waiting writes begin to fail at 30 s.',
    );
    expect(view.noticedShare).toBeLessThan(view.nowShare);
    expect(view.expectedShare).toBeLessThan(view.deadlineShare);
  });

  it('has nothing left once the promotion is over', () => {
    const steps = [step('promote', 'done'), step('verify', 'running', { begunMs: 0 })];
    expect(
      runwayView({ ...MOVE, steps }, { startMs: 0, nowMs: 25_000, deadlineMs: 30_000 }).leftMs,
    ).toBeUndefined();
  });

  it('keeps everything on the line where the limit is over', () => {
    const view = runwayView(MOVE, { startMs: 0, nowMs: 80_000, deadlineMs: 30_000 });
    expect(view.nowShare).toBeLessThanOrEqual(1);
    expect(view.deadlineShare).toBeLessThan(view.nowShare);
  });
});

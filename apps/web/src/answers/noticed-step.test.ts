import { describe, expect, it } from '@jest/globals';
import { idleSnapshot } from '../test-support/idle-snapshot.ts';
import { movingSnapshot, runningMove } from '../test-support/moving-snapshot.ts';
import { noticedStep } from './noticed-step.ts';

describe('noticedStep', () => {
  it('names who lost the writer, and how long it took until the claim', () => {
    const [step] = noticedStep(movingSnapshot(), runningMove());
    expect(step?.text).toBe('3 of 3 observers got no answer of us-east-1: o-1, o-2, o-3.');
    expect(step?.took).toBe('3.4\u00a0s');
  });

  it('is absent of a switchover, and where no decision says so', () => {
    expect(noticedStep(movingSnapshot(), { ...runningMove(), kind: 'switchover' })).toEqual([]);
    expect(noticedStep(idleSnapshot(), runningMove())).toEqual([]);
  });
});

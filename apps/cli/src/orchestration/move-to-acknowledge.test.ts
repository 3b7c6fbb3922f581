import { describe, expect, it } from '@jest/globals';
import type { LastMove } from '@understudy/findings';
import { sampleSteps } from '@understudy/orchestrator/testing';
import { moveToAcknowledge } from './move-to-acknowledge.ts';

const MOVE: LastMove = {
  moveId: 'm-7',
  kind: 'failover',
  from: 'us-east-1',
  to: 'eu-central-1',
  epoch: 4,
  automatic: true,
  endedMs: 0,
};
const NONE = { maintenance: [], acknowledgements: [] };
const seen = (moveId: string) => ({
  ...NONE,
  acknowledgements: [{ by: 'bob', comment: 'looked', atMs: 0, moveId }],
});

describe('the move that is acknowledged', () => {
  it.each([[undefined], ['m-7']])('is the last automatic one, named %s', (moveId) => {
    expect(moveToAcknowledge({ lastMove: MOVE, directives: NONE }, moveId)).toBe(MOVE);
    expect(moveToAcknowledge({ lastMove: MOVE, directives: seen('m-6') }, moveId)).toBe(MOVE);
  });

  it('is one that a person made where a step of it was not made', () => {
    const lastMove = { ...MOVE, automatic: false };
    const steps = (state: 'done' | 'failed', epoch: number) => ({
      promotion: sampleSteps([{ state: 'done' }, { name: 'other', state }], { epoch }),
    });
    expect(moveToAcknowledge({ lastMove, directives: NONE, steps: steps('failed', 4) }, undefined)).toBe(
      lastMove,
    );
    for (const not of [steps('done', 4), steps('failed', 3)])
      expect(() => moveToAcknowledge({ lastMove, directives: NONE, steps: not }, undefined)).toThrow(
        'A person made the last move',
      );
  });

  it.each([
    ['there is no move', { directives: NONE }, undefined, 'No move has been made yet.'],
    [
      'another one is meant',
      { lastMove: MOVE, directives: NONE },
      'm-6',
      'The last move is the failover m-7, not m-6.',
    ],
    [
      'a person made it',
      { lastMove: { ...MOVE, automatic: false }, directives: NONE },
      undefined,
      'A person made the last move, the failover m-7.',
    ],
    [
      'it was acknowledged',
      { lastMove: MOVE, directives: seen('m-7') },
      'm-7',
      'bob acknowledged the failover m-7: looked',
    ],
  ])('is none where %s', (_why, state, moveId, what) => {
    expect(() => moveToAcknowledge(state, moveId)).toThrow(`UND_CLI_NOTHING_TO_ACKNOWLEDGE: ${what}`);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Intent, IntentState } from '@understudy/findings';
import fc from 'fast-check';
import { answerIntent, type Answer } from './answer-intent.ts';

const PROPOSED: Intent = {
  id: 'fo-7',
  action: { kind: 'failover', to: 'eu-central-1' },
  by: 'orch-1',
  reason: 'us-east-1 is lost',
  atMs: 1_000,
  untilMs: 301_000,
  state: 'proposed',
  revision: 1,
};

const answer = (verdict: Answer['verdict'], atMs = 2_000): Answer => ({
  verdict,
  by: 'ada',
  comment: 'seen it too',
  atMs,
});

const STATES: readonly IntentState[] = [
  'open',
  'taken',
  'done',
  'unverified',
  'refused',
  'aborted',
  'failed',
  'rejected',
  'expired',
];

describe('an answer to an intent', () => {
  it('opens it to the leader where it is approved', () => {
    expect(answerIntent(PROPOSED, answer('approve'))).toEqual({
      ...PROPOSED,
      state: 'open',
      revision: 2,
      answer: { by: 'ada', comment: 'seen it too', atMs: 2_000 },
    });
  });

  it('ends it where it is rejected', () => {
    expect(answerIntent(PROPOSED, answer('reject'))).toEqual({
      ...PROPOSED,
      state: 'rejected',
      revision: 2,
      answer: { by: 'ada', comment: 'seen it too', atMs: 2_000 },
      outcome: { what: 'ada rejected it: seen it too', atMs: 2_000 },
    });
  });

  it.each(STATES)('is refused while it is %s', (state) => {
    for (const verdict of ['approve', 'reject'] as const)
      expect(() => answerIntent({ ...PROPOSED, state }, answer(verdict))).toThrow(
        `UND_CLI_INTENT_NOT_PROPOSED: The intent fo-7 waits for no answer. It is ${state}.`,
      );
  });

  it('is refused from the moment it expires', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 602_000 }),
        fc.constantFrom('approve', 'reject'),
        (atMs, verdict) => {
          const attempt = () => answerIntent(PROPOSED, answer(verdict, atMs));
          if (atMs < PROPOSED.untilMs) expect(attempt().revision).toBe(2);
          else expect(attempt).toThrow('UND_CLI_INTENT_EXPIRED');
        },
      ),
    );
  });
});

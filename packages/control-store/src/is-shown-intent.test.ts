import { describe, expect, it } from '@jest/globals';
import type { Intent } from '@understudy/findings';
import { isShownIntent } from './is-shown-intent.ts';
import { SAMPLES } from './testing/samples.ts';

const { nowMs, intent } = SAMPLES;
const { answer: _answer, outcome: _outcome, ...bare } = intent;
const atEdge = { atMs: nowMs - 600_000 };
const DAY_MS = 86_400_000;
const past = { atMs: nowMs - 600_001 };
const answered = (at: { atMs: number }) => ({ answer: { by: 'ada', comment: 'no', ...at } });
const ended = (at: { atMs: number }) => ({ outcome: { what: 'Done.', ...at } });

describe('isShownIntent', () => {
  it.each(['proposed', 'open', 'taken'] as const)('shows one that is %s, however old it is', (state) => {
    expect(isShownIntent({ ...bare, state, untilMs: 0, ...answered(past) }, nowMs)).toBe(true);
  });

  it.each<[string, Partial<Intent>, boolean]>([
    ['its outcome is 10 minutes old', { state: 'done', ...ended(atEdge) }, true],
    ['its outcome is older', { state: 'done', ...ended(past), untilMs: nowMs }, false],
    [
      'it was rejected a day ago',
      { state: 'rejected', ...answered({ atMs: nowMs - DAY_MS }), untilMs: 0 },
      true,
    ],
    ['it was rejected before', { state: 'rejected', ...answered({ atMs: nowMs - DAY_MS - 1 }) }, false],
    [
      'its outcome is that it was rejected an hour ago',
      { state: 'rejected', ...ended({ atMs: nowMs - 3_600_000 }) },
      true,
    ],
    ['it was approved before, and its end is not known', { state: 'failed', ...answered(past) }, true],
    ['it expired 10 minutes ago', { state: 'expired', untilMs: atEdge.atMs }, true],
    ['it expired before', { state: 'expired', untilMs: past.atMs }, false],
    ['its end is ahead, by another clock', { state: 'refused', ...ended({ atMs: nowMs + 9e9 }) }, true],
  ])('where %s', (_what, facts, isShown) => {
    expect(isShownIntent({ ...bare, ...facts }, nowMs)).toBe(isShown);
  });
});

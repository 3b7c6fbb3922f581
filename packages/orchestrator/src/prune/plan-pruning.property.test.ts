import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Intent, IntentState } from '@understudy/findings';
import { KEPT_MOVES, KEPT_MS, MOST_REMOVALS, planPruning } from './plan-pruning.ts';

const NOW_MS = 1_800_000_000_000;
const STATES: readonly IntentState[] = [
  'proposed',
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
/** Around the limit, long before it, and by a clock that is ahead. */
const age = fc.oneof(
  fc.integer({ min: -3_600_000, max: 2 * KEPT_MS }),
  fc.integer({ min: KEPT_MS - 2, max: KEPT_MS + 2 }),
);

const intents = fc
  .array(
    fc.record({
      state: fc.constantFrom(...STATES),
      kind: fc.constantFrom('failover', 'switchover', 'abort'),
      madeAgo: age,
      endedAgo: fc.option(age, { nil: undefined }),
      answeredAgo: fc.option(age, { nil: undefined }),
    }),
    { maxLength: 80 },
  )
  .map((drawn) =>
    drawn.map(({ state, kind, madeAgo, endedAgo, answeredAgo }, at): Intent => ({
      id: `i-${String(at)}`,
      action: kind === 'abort' ? { kind } : { kind, to: 'eu-central-1' },
      by: 'ada',
      reason: 'a test',
      atMs: NOW_MS - madeAgo,
      untilMs: NOW_MS - madeAgo + 60_000,
      state,
      revision: 1,
      ...(endedAgo !== undefined && { outcome: { what: 'Over.', atMs: NOW_MS - endedAgo } }),
      ...(answeredAgo !== undefined && {
        answer: { by: 'grace', comment: 'yes', atMs: NOW_MS - answeredAgo },
      }),
    })),
  );

const acknowledgements = fc
  .array(age, { maxLength: 40 })
  .map((ages) =>
    ages.map((ago, at) => ({ by: 'ada', comment: 'seen', atMs: NOW_MS - ago, moveId: `m-${String(at)}` })),
  );

it('removes a few, the oldest first, and never what goes on, what is young, or one of the last moves', () => {
  fc.assert(
    fc.property(intents, acknowledgements, fc.nat(45), (stored, acks, last) => {
      const lastMove = {
        moveId: `m-${String(last)}`,
        kind: 'failover',
        from: 'us-east-1',
        to: 'eu-central-1',
        epoch: 2,
        automatic: true,
        endedMs: NOW_MS,
      } as const;
      const state = { directives: { maintenance: [], acknowledgements: acks }, lastMove };
      const pruned = planPruning({ intents: stored, state, nowMs: NOW_MS });
      expect(pruned.intents.length + pruned.acknowledgements.length).toBeLessThanOrEqual(MOST_REMOVALS);
      const youngest = NOW_MS - KEPT_MS;
      for (const { state: is, atMs, untilMs, outcome, answer } of pruned.intents) {
        expect(['proposed', 'open', 'taken']).not.toContain(is);
        for (const ms of [atMs, untilMs, outcome?.atMs ?? 0, answer?.atMs ?? 0])
          expect(ms).toBeLessThan(youngest);
      }
      const moves = stored.filter(({ action }) => action.kind !== 'abort');
      const removed = new Set(pruned.intents.map(({ id }) => id));
      const removedMoves = moves.filter(({ id }) => removed.has(id));
      for (const { atMs } of removedMoves)
        expect(
          moves.filter((other) => other.atMs >= atMs && !removed.has(other.id)).length,
        ).toBeGreaterThanOrEqual(KEPT_MOVES);
      expect(pruned.acknowledgements).not.toContain(lastMove.moveId);
      for (const moveId of pruned.acknowledgements)
        expect(acks.find((each) => each.moveId === moveId)?.atMs).toBeLessThan(youngest);
    }),
  );
});

it('ends: pass after pass, until nothing is left that may go', () => {
  fc.assert(
    fc.property(intents, (stored) => {
      let left = stored;
      for (let pass = 0; pass < 10; pass += 1) {
        const state = { directives: { maintenance: [], acknowledgements: [] } };
        const { intents: gone } = planPruning({ intents: left, state, nowMs: NOW_MS });
        left = left.filter((intent) => !gone.includes(intent));
      }
      const kept = left.filter(
        ({ state: is, atMs, untilMs, outcome, answer }) =>
          !['proposed', 'open', 'taken'].includes(is) &&
          Math.max(atMs, untilMs, outcome?.atMs ?? 0, answer?.atMs ?? 0) < NOW_MS - KEPT_MS,
      );
      expect(kept.filter(({ action }) => action.kind === 'abort')).toEqual([]);
      expect(kept.length).toBeLessThanOrEqual(KEPT_MOVES);
    }),
  );
});

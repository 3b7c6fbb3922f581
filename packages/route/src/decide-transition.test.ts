import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { brokenInvariants } from './broken-invariants.ts';
import { MOST_EPOCHS } from './check-claim.ts';
import { decideTransition, MOVE_STEPS, type Transition } from './decide-transition.ts';
import { RouteError, type RouteErrorCode } from './errors.ts';
import type { MoveKind, Route } from './types.ts';
import { firstRoute } from './first-route.ts';
import { lastCleanEpoch } from './last-clean-epoch.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const start = firstRoute({ regions: [A, B], writer: A, atMs: 0 });
const maxRequestAgeMs = 900;

const claimed = (route: Route, kind: MoveKind, to: string, moveId = 'm') =>
  decideTransition(route, { type: 'claim', kind, to, moveId, reason: 'a test', atMs: 10 });
const stepped = (route: Route, moveId = 'm') =>
  MOVE_STEPS.slice(1).reduce((now, step) => decideTransition(now, { type: 'advance', moveId, step }), route);
const promoted = (route: Route, kind: MoveKind, to: string, atMs: number) =>
  decideTransition(stepped(claimed(route, kind, to)), {
    type: 'promote',
    moveId: 'm',
    atMs,
    maxRequestAgeMs,
  });

function refusal(act: () => unknown): RouteErrorCode {
  try {
    act();
  } catch (error) {
    if (error instanceof RouteError) return error.code;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('decideTransition', () => {
  it('promotes with the next epoch, and what it leaves goes into merging', () => {
    expect(promoted(start, 'switchover', B, 100)).toEqual({
      phase: 'steady',
      regions: [A, B],
      epoch: 2,
      writer: B,
      merging: [{ region: A, tail: 'settled', untilMs: 1_000 }],
      epochs: [
        { epoch: 1, writer: A, fromMs: 0, untilMs: 100, mergingWasEmpty: true },
        { epoch: 2, writer: B, fromMs: 100, untilMs: null, mergingWasEmpty: false },
      ],
    });
    expect(promoted(start, 'failover', B, 100).merging).toEqual([
      { region: A, tail: 'unsettled', untilMs: 1_000 },
    ]);
  });

  it('goes on with the same epoch after an abort, from every step', () => {
    for (const at of MOVE_STEPS.keys()) {
      const moving = MOVE_STEPS.slice(1, at + 1).reduce<Route>(
        (now, step) => decideTransition(now, { type: 'advance', moveId: 'm', step }),
        claimed(start, 'switchover', B),
      );
      expect(decideTransition(moving, { type: 'abort', moveId: 'm' })).toEqual(start);
    }
  });

  it('lets only a failover promote a region whose tail is unsettled, and keeps its entry', () => {
    const failed = promoted(start, 'failover', B, 100);
    expect(refusal(() => claimed(failed, 'switchover', A))).toBe('UND_ROUTE_TAIL_UNSETTLED');
    expect(promoted(failed, 'failover', A, 200).merging).toEqual([
      { region: A, tail: 'unsettled', untilMs: 1_000 },
      { region: B, tail: 'unsettled', untilMs: 1_100 },
    ]);
  });

  it('does not settle an older tail by draining a later one', () => {
    const back = promoted(promoted(start, 'failover', B, 100), 'failover', A, 200);
    const settled = decideTransition(back, { type: 'settle', region: B, atMs: 300, maxRequestAgeMs });
    expect(promoted(settled, 'switchover', B, 400).merging).toEqual([
      { region: B, tail: 'settled', untilMs: 1_200 },
      { region: A, tail: 'unsettled', untilMs: 1_300 },
    ]);
  });
});

describe('the entries of merging, joined and settled', () => {
  const entryOf = (route: Route, name: string) => route.merging.find(({ region: one }) => one === name);

  it('are unsettled where the later tail is, though the earlier one was drained', () => {
    const back = promoted(promoted(start, 'switchover', B, 100), 'failover', A, 200);
    expect(entryOf(back, A)).toEqual({ region: A, tail: 'settled', untilMs: 1_000 });
    expect(entryOf(promoted(back, 'failover', B, 300), A)).toMatchObject({ tail: 'unsettled' });
  });

  it('expire no sooner where the wall clock of the mover is behind', () => {
    const back = promoted(promoted(start, 'switchover', B, 500), 'switchover', A, 600);
    expect(entryOf(promoted(back, 'switchover', B, 100), A)).toEqual({
      region: A,
      tail: 'settled',
      untilMs: 1_400,
    });
    expect(entryOf(promoted(promoted(start, 'switchover', B, 500), 'failover', A, 100), B)).toEqual({
      region: B,
      tail: 'unsettled',
      untilMs: 1_000,
    });
    const failed = promoted(start, 'failover', B, 500);
    const settled = decideTransition(failed, { type: 'settle', region: A, atMs: 100, maxRequestAgeMs });
    expect(entryOf(settled, A)).toEqual({ region: A, tail: 'settled', untilMs: 1_400 });
  });

  it('make the present epoch a clean one when the last has left, and no earlier one', () => {
    const back = promoted(promoted(start, 'failover', B, 100), 'failover', A, 200);
    const ripe = [A, B].reduce<Route>(
      (route, region) => decideTransition(route, { type: 'settle', region, atMs: 300, maxRequestAgeMs }),
      back,
    );
    const takeOut = (route: Route, region: string) =>
      decideTransition(route, { type: 'take-out', region, atMs: 5_000 });
    const clean = (route: Route) => route.epochs.map(({ mergingWasEmpty }) => mergingWasEmpty);
    expect(clean(takeOut(ripe, A))).toEqual([true, false, false]);
    expect(clean(takeOut(takeOut(ripe, A), B))).toEqual([true, false, true]);
  });

  it('are settled once: settling does not count from a later moment', () => {
    const drained = promoted(start, 'switchover', B, 100);
    const again: Transition = { type: 'settle', region: A, atMs: 5_000, maxRequestAgeMs };
    expect(refusal(() => decideTransition(drained, again))).toBe('UND_ROUTE_TRANSITION_ILLEGAL');
  });
});

describe('decideTransition, refusing', () => {
  it('counts late requests from the settling, and takes out only what is settled and past that', () => {
    const failed = promoted(start, 'failover', B, 100);
    const takeOut = (route: Route, atMs: number) =>
      decideTransition(route, { type: 'take-out', region: A, atMs });
    expect(refusal(() => takeOut(failed, 5_000))).toBe('UND_ROUTE_ENTRY_NOT_RIPE');
    const settled = decideTransition(failed, { type: 'settle', region: A, atMs: 2_000, maxRequestAgeMs });
    expect(settled.merging).toEqual([{ region: A, tail: 'settled', untilMs: 2_900 }]);
    expect(refusal(() => takeOut(settled, 2_899))).toBe('UND_ROUTE_ENTRY_NOT_RIPE');
    const clean = takeOut(settled, 2_900);
    expect(clean.merging).toEqual([]);
    expect([lastCleanEpoch(failed, B), lastCleanEpoch(clean, B), lastCleanEpoch(clean, A)]).toEqual([
      0, 2, 1,
    ]);
  });

  it('refuses what is not legal, with its own code', () => {
    const moving = claimed(start, 'switchover', B);
    const refusals: [RouteErrorCode, Route, Transition][] = [
      [
        'UND_ROUTE_ALREADY_WRITER',
        start,
        { type: 'claim', kind: 'failover', to: A, moveId: 'm', reason: '', atMs: 0 },
      ],
      [
        'UND_ROUTE_REGION_UNKNOWN',
        start,
        { type: 'claim', kind: 'failover', to: 'mars', moveId: 'm', reason: '', atMs: 0 },
      ],
      [
        'UND_ROUTE_TRANSITION_ILLEGAL',
        start,
        { type: 'claim', kind: 'failover', to: B, moveId: '', reason: '', atMs: 0 },
      ],
      [
        'UND_ROUTE_TRANSITION_ILLEGAL',
        moving,
        { type: 'claim', kind: 'failover', to: B, moveId: 'n', reason: '', atMs: 0 },
      ],
      ['UND_ROUTE_TRANSITION_ILLEGAL', start, { type: 'promote', moveId: 'm', atMs: 0, maxRequestAgeMs }],
      ['UND_ROUTE_TRANSITION_ILLEGAL', moving, { type: 'promote', moveId: 'm', atMs: 0, maxRequestAgeMs }],
      ['UND_ROUTE_TRANSITION_ILLEGAL', moving, { type: 'advance', moveId: 'm', step: 'waited' }],
      ['UND_ROUTE_TRANSITION_ILLEGAL', moving, { type: 'take-out', region: A, atMs: 0 }],
      ['UND_ROUTE_MOVE_MISMATCH', moving, { type: 'abort', moveId: 'n' }],
      ['UND_ROUTE_ENTRY_NOT_FOUND', start, { type: 'settle', region: A, atMs: 0, maxRequestAgeMs }],
    ];
    for (const [code, route, transition] of refusals) {
      expect([transition, refusal(() => decideTransition(route, transition))]).toEqual([transition, code]);
    }
  });

  it('refuses a claim when the audit is full, while nothing has been changed yet', () => {
    const long: Route = {
      ...start,
      epochs: Array.from({ length: MOST_EPOCHS }, () => start.epochs).flat(),
    };
    expect(refusal(() => claimed(long, 'failover', B))).toBe('UND_ROUTE_AUDIT_FULL');
  });
});

const region = fc.constantFrom(A, B, 'mars');
const moveId = fc.constantFrom('m', 'n');
const atMs = fc.nat(20_000);
const transition: fc.Arbitrary<Transition> = fc.oneof(
  fc.record({
    type: fc.constant('claim' as const),
    kind: fc.constantFrom('switchover', 'failover'),
    to: region,
    moveId,
    reason: fc.constant(''),
    atMs,
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('advance' as const),
      moveId,
      step: fc.constantFrom(...MOVE_STEPS),
    }),
  },
  fc.record({
    type: fc.constant('promote' as const),
    moveId,
    atMs,
    maxRequestAgeMs: fc.constant(maxRequestAgeMs),
  }),
  fc.record({ type: fc.constant('abort' as const), moveId }),
  fc.record({
    type: fc.constant('settle' as const),
    region,
    atMs,
    maxRequestAgeMs: fc.constant(maxRequestAgeMs),
  }),
  fc.record({ type: fc.constant('take-out' as const), region, atMs }),
);
/** What would carry the route on now, mixed with what is drawn blindly, so that long histories come up. */
const fitting = (route: Route, drawn: Transition): Transition => {
  if (route.phase === 'steady') return drawn;
  const next = MOVE_STEPS[MOVE_STEPS.indexOf(route.step) + 1];
  if (drawn.type !== 'advance' || next === undefined) return drawn;
  return { ...drawn, moveId: route.moveId, step: next };
};

describe('any sequence of transitions', () => {
  it('keeps every invariant, and a refusal changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(transition, fc.boolean()), { maxLength: 120 }), (drawn) => {
        let route: Route = deepFreeze(start);
        const writers = new Map<number, string>([[1, A]]);
        const clean = new Set(['1']);
        for (const [blind, helped] of drawn) {
          const asked: Transition = helped ? fitting(route, blind) : blind;
          let next: Route;
          try {
            next = deepFreeze(decideTransition(route, asked));
          } catch (error) {
            expect(error).toBeInstanceOf(RouteError);
            continue;
          }
          expect(brokenInvariants(next)).toEqual([]);
          checkStep(route, asked, next);
          const writer = next.phase === 'steady' ? next.writer : next.from;
          expect(writers.get(next.epoch) ?? writer).toBe(writer);
          writers.set(next.epoch, writer);
          if (next.merging.length === 0) clean.add(String(next.epoch));
          for (const one of [A, B]) {
            const dated = [...writers].filter(([epoch, who]) => who === one && clean.has(String(epoch)));
            expect(lastCleanEpoch(next, one)).toBe(Math.max(0, ...dated.map(([epoch]) => epoch)));
          }
          route = next;
        }
      }),
      { numRuns: propertyRuns(500, 2_000) },
    );
  });
});

function checkStep(before: Route, asked: Transition, after: Route): void {
  expect(after.epoch).toBe(asked.type === 'promote' ? before.epoch + 1 : before.epoch);
  expect(after.epochs.length).toBe(
    asked.type === 'promote' ? before.epochs.length + 1 : before.epochs.length,
  );
  for (const entry of before.merging) {
    const now = after.merging.find(({ region: name }) => name === entry.region);
    if (now === undefined) {
      expect(asked).toMatchObject({ type: 'take-out', region: entry.region });
      expect(entry.tail).toBe('settled');
      expect(asked.type === 'take-out' && asked.atMs >= entry.untilMs).toBe(true);
      continue;
    }
    expect(now.untilMs).toBeGreaterThanOrEqual(entry.untilMs);
    if (entry.tail === 'unsettled' && now.tail === 'settled') expect(asked.type).toBe('settle');
  }
  if (asked.type === 'promote' && before.phase === 'moving') {
    const left = after.merging.find(({ region: name }) => name === before.from);
    expect(left?.untilMs).toBeGreaterThanOrEqual(asked.atMs + maxRequestAgeMs);
    if (before.kind === 'failover') expect(left?.tail).toBe('unsettled');
  }
  if (asked.type === 'claim' && asked.kind === 'switchover') {
    expect(before.merging).not.toContainEqual(
      expect.objectContaining({ region: asked.to, tail: 'unsettled' }),
    );
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

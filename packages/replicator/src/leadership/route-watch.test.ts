import { describe, expect, it } from '@jest/globals';
import { NO_DEADLINE } from '@understudy/core';
import {
  decideTransition,
  firstRoute,
  type FenceItem,
  type LeaseHolder,
  type MoveKind,
  type Route,
  type RouteView,
} from '@understudy/route';
import { MemoryFenceStore } from '@understudy/route-store';
import { RouteWatch } from './route-watch.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const never = new AbortController().signal;

const steady: Route = firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: 1 });
const moving = (kind: MoveKind, from: Route = steady): Route =>
  decideTransition(from, { type: 'claim', kind, to: WEST, moveId: 'm', reason: 'test', atMs: 2 });
const moved = (kind: MoveKind): Route => {
  let route = moving(kind);
  for (const step of ['fenced', 'waited', 'drained'] as const)
    route = decideTransition(route, { type: 'advance', moveId: 'm', step });
  return decideTransition(route, { type: 'promote', moveId: 'm', atMs: 3, maxRequestAgeMs: 1 });
};
const merged = (): Route =>
  decideTransition(moved('switchover'), { type: 'take-out', region: EAST, atMs: 1e15 });

interface Knowledge {
  readonly valid?: boolean;
  readonly renewedBy?: RouteView['renewedBy'];
  /** What a read of the control store gives now; not given: it can't be reached. */
  readonly stored?: Route;
}

const view = (route: Route, renewedBy: RouteView['renewedBy'] = 'fence'): RouteView => ({
  snapshot: { revision: 1, route },
  validUntil: NO_DEADLINE,
  renewedBy,
});

function watch(seen: Route, source: string, { valid = true, renewedBy = 'store', stored }: Knowledge = {}) {
  const fences = new MemoryFenceStore();
  const lease = {
    view: () => (valid ? view(seen, renewedBy) : undefined),
    lastSeen: () => view(seen, renewedBy),
    refresh: () =>
      stored === undefined
        ? Promise.reject(new Error('out of reach'))
        : Promise.resolve(view(stored, 'store')),
  } as unknown as LeaseHolder;
  return { route: new RouteWatch({ lease, fences, source }), fences };
}

describe('the short way', () => {
  it('is taken under a valid lease that says: steady, the source is the writer, nothing merging', () => {
    expect(watch(steady, EAST).route.mode()).toBe('plain');
    expect(watch(merged(), WEST).route.mode()).toBe('plain');
  });

  it.each<[string, Route, string, Knowledge]>([
    ['the lease has ended', steady, EAST, { valid: false }],
    ['only a fence renewed it', steady, EAST, { renewedBy: 'fence' }],
    ['a move is under way', moving('switchover'), EAST, {}],
    ['a region is merging', moved('switchover'), WEST, {}],
    ['the source is not the writer', steady, WEST, {}],
  ])('is not taken where %s', (_name, seen, source, knowledge) => {
    expect(watch(seen, source, knowledge).route.mode()).toBe('guarded');
    expect(watch(seen, source, knowledge).route.plainFacts()).toBeUndefined();
  });
});

describe('removals', () => {
  it('are dated by the valid lease where the short way is taken', () => {
    expect(watch(steady, EAST).route.plainFacts()).toEqual({ cleanEpoch: 1, sourceIsWriter: true });
    expect(watch(merged(), WEST).route.plainFacts()).toEqual({ cleanEpoch: 2, sourceIsWriter: true });
  });

  it('are dated by a read of the route made after they came, in any other case', async () => {
    const late = watch(steady, EAST, { valid: false, stored: moved('failover') });
    expect(await late.route.freshFacts(never)).toEqual({ cleanEpoch: 1, sourceIsWriter: false });
    const other = watch(steady, WEST, { stored: moved('failover') });
    expect(await other.route.freshFacts(never)).toEqual({ cleanEpoch: 0, sourceIsWriter: true });
    const clean = watch(steady, WEST, { stored: merged() });
    expect(await clean.route.freshFacts(never)).toEqual({ cleanEpoch: 2, sourceIsWriter: true });
  });

  it('wait while nothing confirms the route', async () => {
    await expect(watch(steady, EAST, { valid: false }).route.freshFacts(never)).rejects.toMatchObject({
      code: 'UND_REPLICATOR_ROUTE_UNCONFIRMED',
    });
  });

  it("are dated by the route last seen where the source's own fence confirms it, and by no other fence", async () => {
    const { route, fences } = watch(steady, EAST, { renewedBy: 'fence' });
    await fences.write(EAST, { epoch: 1, writer: EAST, revision: 1 });
    expect(await route.freshFacts(never)).toEqual({ cleanEpoch: 1, mayBeClean: 1, sourceIsWriter: true });
    await fences.write(EAST, { epoch: 2, writer: WEST, revision: 2, moveId: 'm' });
    await expect(route.freshFacts(never)).rejects.toMatchObject({ code: 'UND_REPLICATOR_ROUTE_UNCONFIRMED' });

    const standby = watch(steady, WEST, { renewedBy: 'fence' });
    await standby.fences.write(WEST, { epoch: 1, writer: EAST, revision: 1 });
    await standby.fences.write(EAST, { epoch: 1, writer: EAST, revision: 1 });
    await expect(standby.route.freshFacts(never)).rejects.toMatchObject({
      code: 'UND_REPLICATOR_ROUTE_UNCONFIRMED',
    });
  });
});

it('a fence does not say whether a region is still merging', async () => {
  const { route, fences } = watch(moved('failover'), WEST, { renewedBy: 'fence' });
  await fences.write(WEST, { epoch: 2, writer: WEST, revision: 6 });
  expect(await route.freshFacts(never)).toEqual({ cleanEpoch: 0, mayBeClean: 2, sourceIsWriter: true });
});

describe('a route that is not confirmed', () => {
  /** The code and the cause of what it throws. */
  const failureOf = async (facts: Promise<unknown>) => {
    const { code, cause } = (await facts.catch((error: unknown) => error)) as {
      code?: string;
      cause?: unknown;
    };
    return [code, cause ?? undefined];
  };
  const unconfirmed = (cause?: unknown) => ['UND_REPLICATOR_ROUTE_UNCONFIRMED', cause];
  /** What comes of a refresh that fails so, or gives that view. */
  const factsAfter = (
    refresh: () => Promise<unknown>,
    more: object = {},
    fence?: FenceItem,
    signal = never,
  ) => {
    const lease = {
      view: () => undefined,
      lastSeen: () => view(steady),
      refresh,
      ...more,
    } as unknown as LeaseHolder;
    return new RouteWatch({ lease, fences: { read: async () => fence }, source: EAST }).freshFacts(signal);
  };

  it.each([
    ['an error', new Error('out of reach')],
    ['a text', 'out of reach'],
    ['null', null],
    ['nothing', undefined],
  ])('has what the control store threw for its cause: %s', async (_what, thrown) => {
    expect(await failureOf(factsAfter(() => Promise.reject(thrown as Error)))).toEqual(
      unconfirmed(thrown ?? undefined),
    );
  });

  it('is none by a view that a fence alone renewed, nor by a fence of another writer or of a route that moves', async () => {
    const byFence = view(steady);
    const other = { epoch: 1, writer: WEST, revision: 1 };
    expect(await failureOf(factsAfter(async () => byFence, {}, other))).toEqual(unconfirmed());
    const own = { epoch: 1, writer: EAST, revision: 1 };
    expect(await factsAfter(async () => byFence, {}, own)).toMatchObject({ mayBeClean: 1 });
    for (const [seen, fence] of [
      [undefined, own],
      [view(moving('switchover')), own],
      [view(moved('switchover')), { ...own, epoch: 2 }],
    ] as const) {
      const facts = factsAfter(async () => byFence, { lastSeen: () => seen }, fence);
      expect(await failureOf(facts)).toEqual(unconfirmed());
    }
  });

  it('ends with the reason of the signal', async () => {
    const refresh = () => Promise.reject(new Error('out of reach'));
    const ended = AbortSignal.abort(new Error('the term is over'));
    await expect(factsAfter(refresh, {}, undefined, ended)).rejects.toThrow('the term is over');
  });

  it('has the region that a move leaves for its writer', async () => {
    const { route } = watch(steady, EAST, { stored: moving('switchover') });
    expect(await route.freshFacts(never)).toMatchObject({ sourceIsWriter: true });
  });
});

describe('a table that foreign apps write', () => {
  it.each<[string, Route, string, Knowledge, string]>([
    ['the source is the writer', steady, EAST, {}, 'apply'],
    ['the source is the writer and the other one is merging', moved('failover'), WEST, {}, 'apply'],
    ['a switchover from it is under way', moving('switchover'), EAST, {}, 'apply'],
    ['a failover from it is under way', moving('failover'), EAST, {}, 'wait'],
    ['no valid view', steady, EAST, { valid: false }, 'wait'],
    ['the other one is the writer', moved('failover'), EAST, {}, 'keep'],
    ['a move to it is under way', moving('switchover'), WEST, {}, 'keep'],
  ])('while %s', (_name, seen, source, knowledge, rule) => {
    expect(watch(seen, source, knowledge).route.foreignRule()).toBe(rule);
  });
});

describe('a stream', () => {
  it('is idle where nothing but copies can be in it', () => {
    expect(watch(steady, WEST).route.sourceRole()).toBe('copies');
    expect(watch(moved('switchover'), EAST).route.sourceRole()).toBe('not-the-writer');
    expect(watch(steady, EAST).route.sourceRole()).toBe('may-be-the-writer');
    expect(watch(moving('switchover'), EAST).route.sourceRole()).toBe('may-be-the-writer');
    expect(watch(steady, WEST).route.isIdle()).toBe(true);
    expect(watch(steady, EAST).route.isIdle()).toBe(false);
    expect(watch(moved('switchover'), EAST).route.isIdle()).toBe(false);
    expect(watch(steady, WEST, { valid: false }).route.isIdle()).toBe(false);
    expect(watch(moving('switchover'), WEST).route.isIdle()).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { decideTransition } from './decide-transition.ts';
import { fenceFor } from './fence-for.ts';
import { firstRoute } from './first-route.ts';
import { routeOfFences } from './route-of-fences.ts';
import type { FenceItem, Route } from './types.ts';

const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;
const REGIONS = [EAST, WEST] as const;
const first = firstRoute({ regions: REGIONS, writer: EAST, atMs: 1 });
const moving = decideTransition(first, {
  type: 'claim',
  kind: 'switchover',
  to: WEST,
  moveId: 'm',
  reason: '',
  atMs: 2,
});
const drained = (['fenced', 'waited', 'drained'] as const).reduce<Route>(
  (route, step) => decideTransition(route, { type: 'advance', moveId: 'm', step }),
  moving,
);
const promoted = decideTransition(drained, { type: 'promote', moveId: 'm', atMs: 3, maxRequestAgeMs: 9 });
const fence = (route: Route, revision: number): FenceItem => fenceFor({ route, revision });
const bare = ({ epoch, writer, revision }: FenceItem): FenceItem => ({ epoch, writer, revision });

describe('the route that fences show', () => {
  it.each([
    ['both agree', fence(first, 1), fence(first, 1), { revision: 1, route: first }, true],
    [
      "the old writer's is older",
      fence(first, 1),
      fence(promoted, 6),
      { revision: 6, route: promoted },
      true,
    ],
    ['the writer alone answers', fence(first, 1), 'unread', { revision: 1, route: first }, true],
    ['the writer alone has one', fence(first, 1), 'absent', { revision: 1, route: first }, true],
    ['the standby alone answers', 'unread', fence(first, 1), { revision: 1, route: first }, false],
    [
      "the writer's is still the move's, and the other one says that it ended",
      fence(promoted, 6),
      fence(moving, 2),
      { revision: 6, route: promoted },
      true,
    ],
    ['a move was under way', fence(moving, 2), fence(moving, 2), undefined, undefined],
    ['a move had fenced the new region alone', fence(first, 1), fence(moving, 2), undefined, undefined],
    ['neither answers', 'unread', 'unread', undefined, undefined],
  ] as const)('where %s (fault D17)', (_name, east, west, snapshot, isConfirmed) => {
    const shown = routeOfFences(REGIONS, { [EAST]: east, [WEST]: west });
    expect(shown).toEqual(snapshot === undefined ? undefined : { snapshot, isConfirmed });
  });

  it("rests no lease on the writer's own fence where that is of another epoch, or names another writer (fault D17)", () => {
    const standby = { ...bare(fence(first, 7)), epoch: 3 };
    for (const own of [
      { ...standby, epoch: 1 },
      { ...standby, writer: WEST },
    ])
      expect(routeOfFences(REGIONS, { [EAST]: { ...own, revision: 1 }, [WEST]: standby })).toMatchObject({
        isConfirmed: false,
        snapshot: { revision: 7, route: { epoch: 3, writer: EAST } },
      });
    expect(routeOfFences(REGIONS, { [WEST]: standby })).toMatchObject({ isConfirmed: false });
  });

  it('are of another service where they name a writer that is not among its regions (fault D17)', () => {
    const foreign = { ...bare(fence(first, 1)), writer: 'mars' };
    expect(routeOfFences(REGIONS, { [EAST]: foreign, [WEST]: foreign })).toBeUndefined();
  });

  it('counts both regions as merging where a fence carries no copy of the route (fault D17)', () => {
    const shown = routeOfFences(REGIONS, { [EAST]: bare(fence(first, 1)), [WEST]: 'unread' });
    expect(shown).toMatchObject({
      isConfirmed: true,
      snapshot: {
        revision: 1,
        route: {
          phase: 'steady',
          writer: EAST,
          epoch: 1,
          merging: [
            { region: EAST, tail: 'unsettled' },
            { region: WEST, tail: 'unsettled' },
          ],
        },
      },
    });
  });
});

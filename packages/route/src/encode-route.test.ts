import { describe, expect, it } from '@jest/globals';
import { isUnderstudyError } from '@understudy/core';
import fc from 'fast-check';
import { decideTransition, MOVE_STEPS } from './decide-transition.ts';
import {
  decodeFence,
  decodeRoute,
  encodeFence,
  encodeRoute,
  regionOfFence,
  type StoredItem,
} from './encode-route.ts';
import type { MoveKind, Route } from './types.ts';
import { firstRoute } from './first-route.ts';

const regions = ['us-east-1', 'eu-central-1'] as const;
const start: Route = firstRoute({ regions, writer: 'us-east-1', atMs: 1_000 });

/** A route some moves later, perhaps in the middle of one. */
function later(moves: readonly MoveKind[], steps: number): Route {
  let route = start;
  for (const [at, kind] of moves.entries()) {
    const to = regions[(at + 1) % 2] ?? '';
    const moveId = `move-${String(at)}`;
    try {
      route = decideTransition(route, { type: 'claim', kind, to, moveId, reason: 'a drill', atMs: at });
    } catch {
      return route;
    }
    const last = at === moves.length - 1;
    for (const step of MOVE_STEPS.slice(1, last ? steps : undefined)) {
      route = decideTransition(route, { type: 'advance', moveId, step });
    }
    if (!last) route = decideTransition(route, { type: 'promote', moveId, atMs: at, maxRequestAgeMs: 7 });
  }
  return route;
}

describe('the stored route', () => {
  it('comes back as it was written', () => {
    const kinds = fc.array(fc.constantFrom<MoveKind>('switchover', 'failover'), { maxLength: 6 });
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        fc.string(),
        (moves, steps, revision, writeId) => {
          const stored = { revision, route: later(moves, steps), writeId };
          expect(decodeRoute(encodeRoute('shop', stored))).toEqual(stored);
        },
      ),
    );
  });

  it('keeps a fence with a copy of the route', () => {
    const fence = { epoch: 1, writer: 'us-east-1', revision: 9, route: start };
    expect(decodeFence(encodeFence('shop', 'us-east-1', fence))).toEqual(fence);
    expect(
      encodeFence('shop', 'us-east-1', { epoch: 1, writer: 'us-east-1', revision: 9 }),
    ).not.toHaveProperty('route');
  });

  it('is refused where it has not two regions, or a number that is none to count with', () => {
    const stored = encodeRoute('shop', { revision: 9, route: start, writeId: 'w' });
    const corrupt = expect.objectContaining({ code: 'UND_ROUTE_CORRUPT' });
    for (const names of [[], ['us-east-1'], [...regions, 'mars']])
      expect(() => decodeRoute({ ...stored, regions: { L: names.map((S) => ({ S })) } })).toThrow(corrupt);
    for (const N of ['0.5', '1e300', 'Infinity', '-1'])
      expect(() => decodeRoute({ ...stored, revision: { N } })).toThrow(corrupt);
  });

  it('keeps a fence, too', () => {
    const fence = { epoch: 2, writer: 'eu-central-1', revision: 9, moveId: 'm' };
    const stored = encodeFence('shop', 'us-east-1', fence);
    expect(decodeFence(stored)).toEqual(fence);
    expect(regionOfFence(stored)).toBe('us-east-1');
    const { moveId: _moveId, ...steady } = fence;
    expect(encodeFence('shop', 'us-east-1', steady)).toMatchObject({ moveId: { S: '' } });
    expect(decodeFence(encodeFence('shop', 'us-east-1', steady))).toEqual(steady);
  });

  it('reads a fence without the copy of its route where this version can not read that, and hides no other error', () => {
    const fence = { epoch: 2, writer: 'eu-central-1', revision: 9, moveId: 'm' };
    const stored = encodeFence('shop', 'us-east-1', fence);
    const copy = encodeRoute('shop', { revision: 9, route: start, writeId: 'copy' });
    expect(decodeFence({ ...stored, route: { M: copy } })).toStrictEqual({ ...fence, route: start });
    expect(decodeFence({ ...stored, route: { M: { ...copy, format: { N: '9' } } } })).toStrictEqual(fence);
    const broken = { ...copy, regions: { L: [null as never] } };
    expect(() => decodeFence({ ...stored, route: { M: broken } })).toThrow(TypeError);
  });
});

describe('what is not the stored route', () => {
  it('is refused with the place, whichever attribute is missing or of another type', () => {
    const route = later(['failover', 'failover'], 2);
    const good = encodeRoute('shop', { revision: 4, route, writeId: 'w' });
    for (const name of Object.keys(good).filter((one) => one !== 'service')) {
      for (const bad of [
        undefined,
        { BOOL: true },
        { S: 'nonsense' },
        { N: '-1' },
        { L: [{ BOOL: false }] },
      ]) {
        const item: StoredItem = { ...good };
        if (bad === undefined) delete item[name];
        else item[name] = bad;
        const text = 'S' in (good[name] ?? {}) && bad !== undefined && 'S' in bad;
        if (text && ['writeId', 'moveId', 'reason'].includes(name)) continue;
        expect([name, bad, codeOf(() => decodeRoute(item))]).toEqual([name, bad, 'UND_ROUTE_CORRUPT']);
      }
    }
  });

  it('is refused where it breaks what legal transitions keep', () => {
    const good = encodeRoute('shop', { revision: 4, route: start, writeId: 'w' });
    const wrong: StoredItem[] = [
      { ...good, regions: { L: [{ S: 'us-east-1' }, { S: 'us-east-1' }] } },
      { ...good, writer: { S: 'eu-central-1' } },
      { ...good, epoch: { N: '2' } },
      { ...good, epochs: { L: [] } },
      { ...good, format: { N: '2' } },
      {
        ...good,
        merging: { L: [{ M: { region: { S: 'mars' }, tail: { S: 'settled' }, untilMs: { N: '1' } } }] },
      },
    ];
    for (const item of wrong) expect(codeOf(() => decodeRoute(item))).toBe('UND_ROUTE_CORRUPT');
  });
});

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return isUnderstudyError(error) ? error.code : String(error);
  }
  return undefined;
}

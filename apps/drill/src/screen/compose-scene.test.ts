import { describe, expect, it } from '@jest/globals';
import { firstRoute } from '@understudy/route';
import type { LinkStatus } from '@understudy/links';
import { composeScene } from './compose-scene.ts';
import { sceneLinks } from './scene-links.ts';
import { sceneRegions } from './scene-regions.ts';
import { sceneRoute } from './scene-route.ts';

const status = (table: string, rest: Partial<LinkStatus> = {}): LinkStatus => ({
  link: { table, source: 'a', target: 'b' },
  leader: true,
  state: 'leading',
  lagMs: 10,
  atTip: true,
  settledPerSecond: 0,
  unsettled: 0,
  applied: 1,
  superseded: 0,
  lost: 0,
  late: 0,
  kept: 0,
  parked: 0,
  coalesced: 0,
  skipped: 0,
  unstamped: 0,
  gaps: 0,
  unexplained: 0,
  ...rest,
});

describe('the scene', () => {
  it('tells where the writer is, and where to it moves', () => {
    const steady = firstRoute({ regions: ['a', 'b'], writer: 'a', atMs: 0 });
    expect(sceneRoute(steady, 7)).toEqual({ writer: 'a', epoch: 1, merging: [], ageMs: 7 });
    const { phase: _, writer: __, ...facts } = steady as typeof steady & { writer: string };
    expect(
      sceneRoute(
        {
          ...facts,
          phase: 'moving',
          from: 'a',
          to: 'b',
          kind: 'failover',
          step: 'fenced',
          moveId: 'm',
          claimedMs: 0,
          reason: '',
        } as never,
        0,
      ),
    ).toEqual({
      writer: 'a',
      epoch: 1,
      moving: { to: 'b', step: 'waiting for leases to end' },
      merging: [],
      ageMs: 0,
    });
  });

  it('gives every region its part', () => {
    const facts = [
      { name: 'a', up: false, isWitness: false },
      { name: 'b', up: true, isWitness: false },
      { name: 'w', up: true, isWitness: true },
    ];
    expect(sceneRegions(facts, 'a').map(({ role }) => role)).toEqual(['writer', 'standby', 'witness']);
  });

  it('takes the links of one direction together, and does not guess a lag', () => {
    const statuses = [status('cities', { lagMs: 40, lost: 2, late: 1 }), status('orders', { applied: 4 })];
    expect(sceneLinks(statuses, [['a', 'b']])).toEqual([
      { source: 'a', target: 'b', lagMs: 40, applied: 5, parked: 0 },
    ]);
    expect(
      sceneLinks([...statuses, status('x', { state: 'waiting' })], [['a', 'b']])[0]?.lagMs,
    ).toBeUndefined();
    expect(sceneLinks([], [['a', 'b']])[0]?.lagMs).toBeUndefined();
  });
});

describe('composeScene', () => {
  it('shows what was seen last, with its age, the ledger as its tables show it, and nothing of what was never seen (fault N11)', () => {
    const facts = {
      elapsedMs: 1,
      phase: '1/2  traffic',
      regions: [{ name: 'a', up: true, isWitness: false }],
      pair: ['a', 'b'] as const,
      traffic: {
        readsPerSecond: 0,
        writesPerSecond: 0,
        failedPerSecond: 0,
        failed: 0,
        waiting: 0,
        longestWaitingMs: 0,
      },
      acknowledged: 3,
      withoutAnswer: 0,
    };
    const unseen = (target: string) => ({ target, kind: 'never-seen', missed: 2, why: 'refused' }) as const;
    const nothing = composeScene({
      ...facts,
      route: unseen('the route'),
      links: unseen('the links'),
      ledger: unseen('the ledger'),
    });
    expect(nothing).not.toHaveProperty('route');
    expect(nothing).not.toHaveProperty('linksAgeMs');
    expect(nothing).not.toHaveProperty('inLedger');
    expect(nothing.links.map(({ source, lagMs }) => [source, lagMs])).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);

    const seen = { target: '', kind: 'seen', atMs: 5, missed: 1, why: 'refused' } as const;
    const route = { ...seen, ageMs: 400, value: firstRoute({ regions: ['a', 'b'], writer: 'a', atMs: 0 }) };
    const links = { ...seen, ageMs: 4_000, value: [status('cities', { lost: 2 })] };
    const ledger = { ...seen, ageMs: 0, value: 1 };
    expect(composeScene({ ...facts, route, links, ledger, missingAtPromotion: 9 })).toMatchObject({
      route: { writer: 'a', ageMs: 400 },
      regions: [{ name: 'a', role: 'writer' }],
      linksAgeMs: 4_000,
      inLedger: 1,
      missingAtPromotion: 9,
    });
  });
});

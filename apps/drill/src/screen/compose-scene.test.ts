import { describe, expect, it } from '@jest/globals';
import { firstRoute } from '@understudy/route';
import type { LinkStatus } from '@understudy/links';
import { sceneLinks, sceneRegions, sceneRoute } from './compose-scene.ts';

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
  ...rest,
});

describe('the scene', () => {
  it('tells where the writer is, and where to it moves', () => {
    const steady = firstRoute({ regions: ['a', 'b'], writer: 'a', atMs: 0 });
    expect(sceneRoute(steady)).toEqual({ writer: 'a', epoch: 1, merging: [] });
    const { phase: _, writer: __, ...facts } = steady as typeof steady & { writer: string };
    expect(
      sceneRoute({
        ...facts,
        phase: 'moving',
        from: 'a',
        to: 'b',
        kind: 'failover',
        step: 'fenced',
        moveId: 'm',
        claimedMs: 0,
        reason: '',
      } as never),
    ).toEqual({ writer: 'a', epoch: 1, moving: { to: 'b', step: 'waiting for leases to end' }, merging: [] });
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
      { source: 'a', target: 'b', lagMs: 40, applied: 5, lost: 3, parked: 0 },
    ]);
    expect(
      sceneLinks([...statuses, status('x', { state: 'waiting' })], [['a', 'b']])[0]?.lagMs,
    ).toBeUndefined();
    expect(sceneLinks([], [['a', 'b']])[0]?.lagMs).toBeUndefined();
  });
});

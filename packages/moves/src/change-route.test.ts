import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { decideTransition, firstRoute, RouteError, type CompareAndSet } from '@understudy/route';
import { changeRoute, readRoute } from './change-route.ts';
import type { MoverSettings } from './options.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const snapshot = { revision: 4, route: firstRoute({ regions: [A, B], writer: A, atMs: 0 }) };
const claim = { type: 'claim', kind: 'failover', to: B, moveId: 'm', reason: '', atMs: 1 } as const;
const ours = decideTransition(snapshot.route, claim);

function withStore(store: object) {
  const clock = new ManualClock();
  const settings = { clock, randomness: seededRandomness(1), storeAttempts: 20, store };
  return { clock, settings: settings as unknown as MoverSettings };
}

describe('a change of the route', () => {
  const answered = async (set: CompareAndSet) => {
    const { settings } = withStore({ compareAndSet: async () => set });
    return changeRoute(settings, snapshot, claim);
  };

  it('counts as won where its answer was lost and the stored route is the one that it wrote', async () => {
    const stored = { revision: 5, route: ours };
    expect(await answered({ won: false, snapshot: stored })).toEqual({ won: true, snapshot: stored });
  });

  it('is lost where another route is stored, or a later revision', async () => {
    for (const stored of [
      { revision: 5, route: snapshot.route },
      { revision: 6, route: ours },
    ])
      expect(await answered({ won: false, snapshot: stored })).toEqual({ won: false, snapshot: stored });
  });
});

it('a caller that gives up does not wait for a store that is out of reach', async () => {
  const away = new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'A test made it so.' });
  const { clock, settings } = withStore({ read: () => Promise.reject(away) });
  const caller = new AbortController();
  const read = readRoute(settings, caller.signal);
  await clock.advance(0);
  caller.abort(new Error('enough'));
  await expect(read).rejects.toThrow('enough');
});

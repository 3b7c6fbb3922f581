import { describe, expect, it } from '@jest/globals';
import { promotionWaitMs, usableLeaseMs } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { acquireLeadership } from './acquire-leadership.ts';
import type { LeadershipSettings, LeadershipTerm } from './leadership-term.ts';
import { MemoryLinkStore } from '../testing/memory-link-store.ts';

const limits = { leaseMs: 9_000, drift: 0.01, attemptTimeoutMs: 2_000 };
const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };

interface World {
  readonly clock: ManualClock;
  readonly store: MemoryLinkStore;
  /** A fault between a worker and the store: it throws, or hangs; or none. */
  fault: (() => Promise<void>) | undefined;
  worker(seed: number): Promise<LeadershipTerm>;
}

function world(): World {
  const clock = new ManualClock();
  const store = new MemoryLinkStore();
  const self: World = {
    clock,
    store,
    fault: undefined,
    worker: (seed) => {
      const settings: LeadershipSettings = {
        link,
        limits,
        clock,
        randomness: seededRandomness(seed),
        onTrouble: () => {},
        store: {
          readLeader: (name) => store.readLeader(name),
          claim: (name, owner, seen) => store.claim(name, owner, seen),
          renew: async (name, owner, counter) => {
            await self.fault?.();
            return store.renew(name, owner, counter);
          },
          release: (name, owner, clean) => store.release(name, owner, clean),
        },
      };
      return acquireLeadership(settings, new AbortController().signal);
    },
  };
  return self;
}

/** The term, if it was taken by now. */
async function taken(term: Promise<LeadershipTerm>): Promise<LeadershipTerm | undefined> {
  return Promise.race([term, new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))]);
}

describe('a claim of the lead', () => {
  it('that another worker was first with is made again later', async () => {
    const { clock, store, worker } = world();
    const claim = store.claim.bind(store);
    let isLost = true;
    store.claim = async (...asked) => {
      if (!isLost) return claim(...asked);
      isLost = false;
      return false;
    };
    const term = worker(1);
    expect(await taken(term)).toBeUndefined();
    await clock.advance(limits.leaseMs);
    expect((await term).valid()).toBe(true);
  });
});

describe('the lead of a link', () => {
  it('is taken at once where no leader is known, and says so', async () => {
    const term = await world().worker(1);
    expect(term.valid()).toBe(true);
    expect(term.handover).toBe('unknown');
  });

  it('lasts while it is renewed', async () => {
    const { clock, worker } = world();
    const term = await worker(1);
    const kept = term.keep();
    await clock.advance(60_000);
    expect(term.valid()).toBe(true);
    term.end('enough');
    await kept;
    expect(term.valid()).toBe(false);
  });

  it('goes to another only after the lease and an attempt have passed since its counter stopped', async () => {
    const { clock, worker } = world();
    const first = await worker(1);
    const second = worker(2);
    await clock.advance(usableLeaseMs(limits) - 1);
    expect(first.valid()).toBe(true);
    await clock.advance(1);
    expect(first.valid()).toBe(false);
    expect(await taken(second)).toBeUndefined();
    await clock.advance(promotionWaitMs(limits) - usableLeaseMs(limits) - 1);
    expect(await taken(second)).toBeUndefined();
    let term: LeadershipTerm | undefined;
    while (term === undefined) {
      await clock.advance(100);
      term = await taken(second);
    }
    expect(term.valid()).toBe(true);
    expect(term.handover).toBe('unclean');
  });

  it('is never valid for two, also where the holder is paused', async () => {
    const self = world();
    const { clock, worker } = self;
    const first = await worker(1);
    const kept = first.keep();
    await clock.advance(4_000);
    self.fault = () => new Promise(() => {});
    const second = worker(2);
    const led = new Set<LeadershipTerm>();
    for (let passed = 0; passed < 40_000; passed += 500) {
      await clock.advance(500);
      const other = await taken(second);
      const valid = [first, other].filter((term) => term?.valid() === true);
      expect(valid.length).toBeLessThanOrEqual(1);
      for (const term of valid) if (term !== undefined) led.add(term);
    }
    expect(led.size).toBe(2);
    first.end('enough');
    await Promise.race([kept, clock.advance(1)]);
  });
});

describe('the end of a leadership', () => {
  it('comes with the suspension of its machine, whatever its monotonic clock says (fault D10)', async () => {
    const { clock, worker } = world();
    const term = await worker(1);
    const kept = term.keep();
    await clock.advance(2_000);
    clock.suspend(usableLeaseMs(limits) - 2_001);
    expect(term.valid()).toBe(true);
    clock.suspend(1);
    expect(term.valid()).toBe(false);
    // It does not renew either: another may lead by now.
    await clock.advance(10_000);
    await kept;
    expect(term.signal.aborted).toBe(true);
  });

  it('ends by itself when another has taken it', async () => {
    const { clock, store, worker } = world();
    const first = await worker(1);
    const kept = first.keep();
    await store.claim(link, 'another', await store.readLeader(link));
    await clock.advance(3_100);
    await kept;
    expect(first.signal.aborted).toBe(true);
  });

  it('survives failed renewals as long as the lease does, and no longer', async () => {
    const self = world();
    const { clock, worker } = self;
    const term = await worker(1);
    const kept = term.keep();
    self.fault = () => Promise.reject(new Error('the region does not answer'));
    await clock.advance(6_000);
    expect(term.valid()).toBe(true);
    self.fault = undefined;
    await clock.advance(20_000);
    expect(term.valid()).toBe(true);
    self.fault = () => Promise.reject(new Error('the region does not answer'));
    await clock.advance(20_000);
    await kept;
    expect(term.valid()).toBe(false);
  });

  it('is handed on at once by a leader that leaves, with what it says is under way', async () => {
    for (const clean of [true, false]) {
      const { clock, worker } = world();
      const first = await worker(1);
      await first.release(clean);
      expect(first.valid()).toBe(false);
      const second = worker(2);
      await clock.advance(0);
      expect((await second).handover).toBe(clean ? 'clean' : 'unclean');
    }
  });

  it('is claimed by one of many', async () => {
    const { clock, worker } = world();
    const first = await worker(1);
    await first.release(true);
    const others = [2, 3, 4].map((seed) => worker(seed));
    await clock.advance(0);
    const terms = await Promise.all(others.map(taken));
    expect(terms.filter((term) => term !== undefined)).toHaveLength(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { promotionWaitMs, usableLeaseMs } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { MemoryLinkStore } from '../testing/memory-link-store.ts';
import { acquireLeadership } from './acquire-leadership.ts';
import type { LeadershipTerm } from './leadership-term.ts';

const limits = { leaseMs: 9_000, drift: 0.01, attemptTimeoutMs: 2_000 };
const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
const away = new Error('the region does not answer');

/** Workers of one link; `store` may be changed to fail, and what it is asked is counted. */
function workers() {
  const clock = new ManualClock();
  const memory = new MemoryLinkStore();
  const troubles: unknown[] = [];
  const asked = { readLeader: 0, renew: 0 };
  const store = {
    readLeader: async () => {
      asked.readLeader += 1;
      return memory.readLeader(link);
    },
    claim: memory.claim.bind(memory),
    renew: async (...given: Parameters<typeof memory.renew>) => {
      asked.renew += 1;
      return memory.renew(...given);
    },
    release: memory.release.bind(memory),
  };
  const acquire = (seed: number) => {
    const onTrouble = (error: unknown) => troubles.push(error);
    const settings = { link, limits, clock, store, onTrouble, randomness: seededRandomness(seed) };
    const got: LeadershipTerm[] = [];
    void acquireLeadership(settings, new AbortController().signal).then((term) => got.push(term));
    return got;
  };
  const leader = async () => {
    const got = acquire(1);
    await clock.advance(0);
    const [term] = got;
    if (term === undefined) throw new Error('no worker leads');
    return term;
  };
  return { clock, store, memory, troubles, asked, acquire, leader };
}

describe('a worker that waits for a link', () => {
  it('looks often, so that it sees at once that the leader leaves', async () => {
    const { clock, leader, acquire } = workers();
    const first = await leader();
    const second = acquire(2);
    await clock.advance(100);
    await first.release(true);
    await clock.advance(limits.leaseMs / 3);
    expect(second).toHaveLength(1);
  });

  it('looks at the very end of the wait, so that a link has no leader for no longer than that', async () => {
    const { clock, leader, acquire } = workers();
    await leader();
    const second = acquire(2);
    await clock.advance(promotionWaitMs(limits) + 500);
    expect(second).toHaveLength(1);
  });

  it('reports what fails, and goes on', async () => {
    const { clock, store, memory, troubles, acquire } = workers();
    store.readLeader = () => Promise.reject(away);
    const got = acquire(1);
    await clock.advance(0);
    expect(troubles).toEqual([away]);
    store.readLeader = () => memory.readLeader(link);
    await clock.advance(5_000);
    expect(got).toHaveLength(1);
  });

  it('leads where its claim was carried out though the answer was lost, and else claims again', async () => {
    for (const isCarriedOut of [true, false]) {
      const { clock, store, memory, troubles, acquire } = workers();
      store.claim = async (...given) => {
        if (isCarriedOut) await memory.claim(...given);
        throw away;
      };
      const got = acquire(1);
      await clock.advance(0);
      expect([got.length, troubles]).toEqual(isCarriedOut ? [1, []] : [0, [away]]);
    }
  });
});

describe('a worker that is not to lead', () => {
  it('claims nothing once it is to end', async () => {
    const { clock, memory, store } = workers();
    const settings = { link, limits, clock, store, onTrouble: () => {}, randomness: seededRandomness(1) };
    const ended = AbortSignal.abort(new Error('The worker stops.'));
    await expect(acquireLeadership(settings, ended)).rejects.toThrow('The worker stops.');
    expect(await memory.readLeader(link)).toBeUndefined();
  });

  it('waits on where another was quicker, and says once that the region answers again', async () => {
    const { clock, memory, store } = workers();
    const steps: object[] = [];
    const recovered: object[] = [];
    store.claim = async () => {
      store.claim = memory.claim.bind(memory);
      return false;
    };
    let fails = 1;
    const { readLeader } = store;
    store.readLeader = async () => (fails-- > 0 ? Promise.reject(away) : readLeader());
    const settings = {
      ...{ link, limits, clock, store, randomness: seededRandomness(1) },
      onTrouble: (_error: unknown, step?: object) => steps.push(step ?? {}),
      onRecovered: (step: object) => recovered.push(step),
    };
    const terms: LeadershipTerm[] = [];
    void acquireLeadership(settings, new AbortController().signal).then((term) => terms.push(term));
    await clock.advance(limits.leaseMs / 3);
    expect([terms, recovered[0] === steps[0], steps.length]).toEqual([[], true, 1]);
    await clock.advance(limits.leaseMs / 3);
    expect(terms).toHaveLength(1);
  });
});

describe('a leader whose lease ran out', () => {
  it('does not renew it: another may lead', async () => {
    const { clock, asked, leader } = workers();
    const term = await leader();
    const kept = term.keep();
    clock.suspend(usableLeaseMs(limits));
    await clock.advance(limits.leaseMs);
    await kept;
    expect([asked.renew, term.signal.aborted]).toEqual([0, true]);
  });
});

describe('a leader whose renewals fail', () => {
  it('reports each, renews again soon, and ends with its lease, not later', async () => {
    const { clock, store, asked, troubles, leader } = workers();
    const term = await leader();
    const kept = term.keep();
    store.renew = () => {
      asked.renew += 1;
      return Promise.reject(away);
    };
    await clock.advance(6_000);
    expect([asked.renew, troubles.length]).toEqual([4, 4]);
    await clock.advance(usableLeaseMs(limits) - 6_001);
    expect(term.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(term.signal.aborted).toBe(true);
    await kept;
  });

  it('reports no trouble where its term was ended', async () => {
    const { clock, troubles, leader } = workers();
    const term = await leader();
    const kept = term.keep();
    await clock.advance(1_000);
    term.end('enough');
    await kept;
    expect(troubles).toEqual([]);
  });
});

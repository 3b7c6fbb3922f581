import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { RunWatch } from './run-watch.ts';

const LIMITS = { leaseMs: 900, drift: 0.1 };
const USABLE_MS = 810;

/** A job whose run is read as the test says, and a process at work on it. */
function world() {
  const clock = new ManualClock();
  const store = { run: 'mine', reads: 0, answering: true };
  const watch = new RunWatch({
    jobs: {
      readRun: async () => {
        store.reads += 1;
        if (!store.answering) await new Promise(() => {});
        return store.run;
      },
    },
    link: { table: 'items', source: 'us-east-1', target: 'eu-central-1' },
    job: { run: 'mine' },
    limits: LIMITS,
    clock,
    randomness: seededRandomness(1),
    onTrouble: () => undefined,
  });
  const { signal } = new AbortController();
  return { clock, store, watch, signal };
}

describe('a run', () => {
  it('holds for a lease from each look that showed it, and no longer', async () => {
    const { clock, store, watch, signal } = world();
    let end = () => {};
    const during = watch.during(() => new Promise<void>((resolve) => (end = resolve)), signal);
    expect(watch.holds()).toBe(false);
    await clock.advance(0);
    expect(watch.holds()).toBe(true);
    await clock.advance(5 * LIMITS.leaseMs);
    expect(watch.holds()).toBe(true);
    store.answering = false;
    await clock.advance(LIMITS.leaseMs / 3);
    expect(watch.holds()).toBe(true);
    await clock.advance(USABLE_MS);
    expect(watch.holds()).toBe(false);
    end();
    store.answering = true;
    await Promise.race([during, clock.advance(1)]);
  });

  it('holds no longer once its machine was suspended for a lease (fault D10)', async () => {
    const { clock, watch, signal } = world();
    let end = () => {};
    const during = watch.during(() => new Promise<void>((resolve) => (end = resolve)), signal);
    await clock.advance(0);
    clock.suspend(USABLE_MS - 1);
    expect(watch.holds()).toBe(true);
    clock.suspend(1);
    expect(watch.holds()).toBe(false);
    await clock.advance(LIMITS.leaseMs / 3);
    expect(watch.holds()).toBe(true);
    end();
    await Promise.race([during, clock.advance(1)]);
  });

  it('ends where another process has taken over, and aborts what goes on with it', async () => {
    const { clock, store, watch, signal } = world();
    let told: unknown;
    const during = watch.during(
      (until) =>
        new Promise<void>((resolve) => {
          until.addEventListener('abort', () => {
            told = until.reason;
            resolve();
          });
        }),
      signal,
    );
    const refused = expect(during).rejects.toThrow('UND_BACKFILL_SUPERSEDED');
    await clock.advance(LIMITS.leaseMs);
    store.run = 'of another process';
    await clock.advance(LIMITS.leaseMs);
    await refused;
    expect(told).toBeDefined();
    await clock.advance(2 * LIMITS.leaseMs);
    expect(watch.holds()).toBe(false);
  });

  it('is looked at no more when the copy is over', async () => {
    const { clock, store, watch, signal } = world();
    expect(await watch.during(async () => 'copied', signal)).toBe('copied');
    const { reads } = store;
    await clock.advance(5 * LIMITS.leaseMs);
    expect(store.reads).toBe(reads);
  });
});

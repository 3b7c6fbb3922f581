import { describe, expect, it } from '@jest/globals';
import type { Clock } from '@understudy/core';
import { propertyRuns, seededRandomness } from '@understudy/core/testing';
import type { PoolSpec } from '@understudy/topology';
import fc from 'fast-check';
import { fingerprint } from './fingerprint.ts';
import { fingerprintOf } from './instance-tags.ts';
import { parseInstanceLabel } from './instance-label.ts';
import { Provisioner } from './provisioner.ts';
import { Crash } from './test-support/crashing-api.ts';
import { barePool } from './test-support/app-pool.ts';
import { MemoryLinode } from './testing/index.ts';
import type { LinodeApi } from './types.ts';

const SERVICE = 'shop';

/** Time that passes as soon as code waits for it. */
function hurriedClock(): Clock {
  let nowMs = 1_000_000;
  return {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    sleep: async (ms) => {
      // A time limit of what is asked at once never runs out.
      await new Promise((resolve) => setImmediate(resolve));
      nowMs += ms;
    },
  };
}

/** What happens to one call of a run: nothing, its end before or after it, or (creates alone) an answer that is lost. */
type Fate = 'fine' | 'end before' | 'end after' | 'lost before' | 'lost after';

const fate = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fate>('fine') },
  { weight: 1, arbitrary: fc.constantFrom<Fate>('end before', 'end after', 'lost before', 'lost after') },
);

const pools = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom('api', 'web'),
      count: fc.integer({ min: 0, max: 3 }),
      type: fc.constantFrom('g6-nanode-1', 'g6-standard-1'),
      region: fc.constantFrom('de-fra-2', 'us-east'),
    }),
    { maxLength: 2, selector: ({ name }) => name },
  )
  .map((parts) => parts.map((part) => barePool({ ...part, fallbackRegions: ['nl-ams'] })));

const history = fc.array(
  fc.record({
    declared: pools,
    fates: fc.array(fate, { maxLength: 40 }),
    outage: fc.constantFrom('none', 'none', 'de-fra-2'),
    /** Instances that are switched off or deleted by hand in the meantime. */
    meddling: fc.array(fc.constantFrom('offline', 'deleting'), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function fated(inner: MemoryLinode, fates: readonly Fate[]): LinodeApi {
  let call = 0;
  let ended = false;
  return new Proxy(inner, {
    get: (_target, name: keyof LinodeApi) => {
      const act = inner[name].bind(inner) as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (ended) throw new Crash('ended');
        const meets = fates[call] ?? 'fine';
        call += 1;
        if (name === 'createInstance' && meets === 'lost before') return { kind: 'unclear', because: 'lost' };
        if (meets === 'end before') ended = true;
        if (meets === 'end before') throw new Crash('ended');
        const value = await act(...args);
        if (name === 'createInstance' && meets === 'lost after') return { kind: 'unclear', because: 'lost' };
        if (meets === 'end after') ended = true;
        if (meets === 'end after') throw new Crash('ended');
        return value;
      };
    },
  });
}

function provisioner(
  cloud: MemoryLinode,
  clock: Clock,
  declared: readonly PoolSpec[],
  fates: readonly Fate[],
) {
  return new Provisioner({
    service: SERVICE,
    pools: declared,
    api: fated(cloud, fates),
    probe: async (url) => {
      const { hostname } = new URL(url);
      const found = cloud.instances.find(({ addresses }) => addresses[0] === hostname);
      return found?.status === 'running' && !cloud.outages.has(found.region);
    },
    options: { probeLimitMs: 3_600_000 },
    clock,
    randomness: seededRandomness(1),
  });
}

describe('a provisioner', () => {
  it('ends with exactly what is declared, whatever became of the runs before', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (runs) => {
        const clock = hurriedClock();
        const cloud = new MemoryLinode(clock);
        for (const { declared, fates, outage, meddling } of runs) {
          cloud.outages.clear();
          if (outage !== 'none') cloud.outages.add(outage);
          for (const [index, status] of meddling.entries()) {
            const instance = cloud.instances[index];
            if (instance !== undefined) instance.status = status;
          }
          await provisioner(cloud, clock, declared, fates)
            .apply()
            .catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error;
            });
          await provisioner(cloud, clock, declared, []).apply();

          const there = cloud.instances.map(({ label }) => parseInstanceLabel(SERVICE, label));
          const wanted = declared.flatMap(({ name, count }) =>
            Array.from({ length: count }, (_each, slot) => `${name} ${slot + 1}`),
          );
          expect(there.map((place) => `${place?.pool ?? '?'} ${String(place?.slot)}`).sort()).toEqual(
            wanted.sort(),
          );
          for (const instance of cloud.instances) {
            const pool = declared.find(
              ({ name }) => name === parseInstanceLabel(SERVICE, instance.label)?.pool,
            );
            if (pool === undefined) throw new Error(`${instance.label} is of no pool`);
            expect([instance.status, instance.type, fingerprintOf(instance)]).toEqual([
              'running',
              pool.type,
              fingerprint(pool, ''),
            ]);
            expect(cloud.outages.has(instance.region)).toBe(false);
            expect([pool.region, ...pool.fallbackRegions]).toContain(instance.region);
          }
        }
      }),
      { numRuns: propertyRuns(60, 1_000) },
    );
  });
});

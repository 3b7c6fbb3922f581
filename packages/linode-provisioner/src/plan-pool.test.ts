import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { fingerprint } from './fingerprint.ts';
import { instanceLabel, parseInstanceLabel } from './instance-label.ts';
import { instanceTags } from './instance-tags.ts';
import { planOrphans, planPool, type Step } from './plan-pool.ts';
import { barePool } from './test-support/app-pool.ts';
import type { LinodeInstance } from './types.ts';

const SERVICE = 'shop';
const RUNS = { numRuns: propertyRuns(300, 3_000) };

let ids = 0;

function instance(slot: number, generation: number, more: Partial<LinodeInstance> = {}): LinodeInstance {
  ids += 1;
  const pool = barePool();
  return {
    id: ids,
    label: instanceLabel(SERVICE, { pool: 'api', slot, generation }),
    region: pool.region,
    type: pool.type,
    image: pool.image,
    status: 'running',
    tags: instanceTags(SERVICE, pool, fingerprint(pool, '')),
    addresses: ['192.0.2.1'],
    createdMs: 0,
    ...more,
  };
}

/** Whatever a pool's slots may hold after any number of ended runs and changes by others. */
const anything = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 10,
    selector: (pair) => pair.join('-'),
  })
  .chain((places) =>
    fc.tuple(
      ...places.map(([slot, generation]) =>
        fc
          .record({
            status: fc.constantFrom('running', 'offline', 'provisioning', 'deleting'),
            type: fc.constantFrom('g6-nanode-1', 'g6-standard-1'),
            region: fc.constantFrom('de-fra-2', 'us-east'),
            tags: fc.constantFrom<readonly string[]>(instance(1, 1).tags, ['understudy:shop']),
          })
          .map((more) => instance(slot, generation, more)),
      ),
    ),
  );

/** What is there when every step was taken, and everything that was being deleted is gone. */
function take(instances: readonly LinodeInstance[], steps: readonly Step[]): readonly LinodeInstance[] {
  const removed = new Set(steps.map((step) => (step.kind === 'remove' ? step.instance.id : 0)));
  const retagged = new Map(
    steps.flatMap((step) => (step.kind === 'tag' ? [[step.instance.id, step.tags] as const] : [])),
  );
  const kept = instances
    .filter(({ id, status }) => status !== 'deleting' && !removed.has(id))
    .map((each) => ({ ...each, tags: retagged.get(each.id) ?? each.tags }));
  return [
    ...kept,
    ...steps.flatMap((step) => (step.kind === 'create' ? [instance(step.slot, step.generation)] : [])),
  ];
}

describe('a plan', () => {
  it('leads from anything to exactly what is declared, and has nothing to do there', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 5 }), (instances, count) => {
        const pool = barePool({ count });
        const input = { service: SERVICE, pool, fingerprint: fingerprint(pool, '') };
        const steps = planPool({ ...input, instances });
        const after = take(instances, steps);
        expect(after.map(({ label }) => parseInstanceLabel(SERVICE, label)?.slot).sort()).toEqual(
          Array.from({ length: count }, (_each, index) => index + 1),
        );
        expect(planPool({ ...input, instances: after }).every(({ kind }) => kind === 'keep')).toBe(true);
        // A label that is there, deleted or not, can't be made again.
        const labels = instances.map(({ label }) => label);
        for (const step of steps) if (step.kind === 'create') expect(labels).not.toContain(step.label);
        // What serves is removed only after its successor, or where it is too many.
        for (const step of steps)
          if (step.kind === 'remove')
            expect(step.after !== undefined || step.because === 'surplus').toBe(true);
      }),
      RUNS,
    );
  });

  it('is the same from wherever a run ended: after any part of its steps', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 5 }), fc.nat(), (instances, count, taken) => {
        const pool = barePool({ count });
        const input = { service: SERVICE, pool, fingerprint: fingerprint(pool, '') };
        const first = planPool({ ...input, instances });
        const some = take(instances, first.slice(0, taken % (first.length + 1)));
        const after = take(some, planPool({ ...input, instances: some }));
        expect(after).toHaveLength(count);
      }),
      RUNS,
    );
  });

  it('says why, and changes tags where only they differ', () => {
    const pool = barePool({ count: 4 });
    const tags = instance(1, 1).tags;
    const steps = planPool({
      service: SERVICE,
      pool,
      fingerprint: fingerprint(pool, ''),
      instances: [
        instance(1, 1, { tags: tags.filter((tag) => tag !== 'shop') }),
        instance(2, 3, { type: 'g6-standard-1' }),
        instance(3, 1, { region: 'us-east' }),
      ],
    });
    expect(steps.map((step) => [step.kind, 'because' in step ? step.because : ''])).toEqual([
      ['tag', ''],
      ['create', 'changed'],
      ['remove', 'replaced'],
      ['create', 'moved'],
      ['remove', 'replaced'],
      ['create', 'missing'],
    ]);
  });
});

describe('orphans', () => {
  it('are our undeclared instances; foreign instances are left alone', () => {
    const renamed = instance(1, 1, { label: 'my-server' });
    const going = instance(2, 1, { status: 'deleting' });
    const plan = planOrphans(SERVICE, [], [instance(1, 1), renamed, going]);
    expect(plan).toMatchObject({
      steps: [{ kind: 'remove', because: 'orphan' }],
      going: [going],
      leftAlone: [renamed],
    });
    expect(planOrphans(SERVICE, [barePool()], [instance(9, 1)]).steps).toEqual([]);
  });
});

describe('labels', () => {
  it('say the place they were made of, whatever the names', () => {
    const name = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,11}$/);
    const place = fc.record({
      pool: name,
      slot: fc.integer({ min: 1, max: 100 }),
      generation: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(name, place, (service, wanted) => {
        const label = instanceLabel(service, wanted);
        expect(parseInstanceLabel(service, label)).toEqual(wanted);
        expect(label).toMatch(/^(?=.{3,64}$)(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/);
      }),
      RUNS,
    );
    expect(parseInstanceLabel('shop', 'shop-api-1')).toBeUndefined();
    expect(parseInstanceLabel('shop', 'other-api-1-g1')).toBeUndefined();
  });
});

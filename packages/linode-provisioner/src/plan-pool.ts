import type { PoolSpec } from '@understudy/topology';
import { regionsOf } from './choose-regions.ts';
import { fingerprintOf, instanceTags } from './instance-tags.ts';
import { instanceLabel, parseInstanceLabel } from './instance-label.ts';
import type { LinodeInstance } from './types.ts';

/** One thing to do. What a run was killed in the midst of shows in the instances, and comes out as a step again. */
export type Step =
  | {
      readonly kind: 'create';
      readonly slot: number;
      readonly generation: number;
      readonly label: string;
      readonly because: 'missing' | 'changed' | 'moved' | 'leaving already' | 'replacement';
    }
  /** It is there and as it should be; whether it serves is seen when the step is taken. */
  | { readonly kind: 'keep'; readonly slot: number; readonly instance: LinodeInstance }
  | {
      readonly kind: 'tag';
      readonly slot: number;
      readonly instance: LinodeInstance;
      readonly tags: readonly string[];
    }
  | {
      readonly kind: 'remove';
      readonly instance: LinodeInstance;
      readonly because: 'replaced' | 'surplus' | 'orphan';
      /** The slot whose new instance must serve before. */
      readonly after?: number;
    };

export interface PlanInput {
  readonly service: string;
  readonly pool: PoolSpec;
  readonly fingerprint: string;
  /** All that carry the service's tag. */
  readonly instances: readonly LinodeInstance[];
}

/**
 * What turns the instances that are there into those that are declared. Pure. The new one of a slot serves before the
 * old one is removed; `deleting` ones are gone already but for their labels.
 */
export function planPool({ service, pool, fingerprint, instances }: PlanInput): readonly Step[] {
  const own = instances.flatMap((instance) => {
    const place = parseInstanceLabel(service, instance.label);
    return place?.pool === pool.name ? [{ instance, place }] : [];
  });
  const steps: Step[] = [];
  for (let slot = 1; slot <= pool.count; slot += 1) {
    const here = own
      .filter(({ place }) => place.slot === slot)
      .sort((a, b) => b.place.generation - a.place.generation);
    const generation = (here[0]?.place.generation ?? 0) + 1;
    const alive = here
      .filter(({ instance }) => instance.status !== 'deleting')
      .map(({ instance }) => instance);
    const [head, ...older] = alive;
    const unfit = head === undefined ? 'missing' : judgeFit(head, pool, fingerprint);
    const leaves = here[0] !== undefined && here[0].instance !== head;
    if (unfit !== undefined || head === undefined || leaves) {
      const label = instanceLabel(service, { pool: pool.name, slot, generation });
      const because = head !== undefined && leaves ? 'leaving already' : (unfit ?? 'missing');
      steps.push({ kind: 'create', slot, generation, label, because });
      steps.push(...alive.map((instance) => remove(instance, slot)));
      continue;
    }
    const tags = instanceTags(service, pool, fingerprint);
    const sameTags = tags.length === head.tags.length && tags.every((tag) => head.tags.includes(tag));
    steps.push(
      sameTags ? { kind: 'keep', slot, instance: head } : { kind: 'tag', slot, instance: head, tags },
    );
    steps.push(...older.map((instance) => remove(instance, slot)));
  }
  const surplus = own.filter(
    ({ place, instance }) => place.slot > pool.count && instance.status !== 'deleting',
  );
  return [
    ...steps,
    ...surplus.map(({ instance }): Step => ({ kind: 'remove', instance, because: 'surplus' })),
  ];
}

export interface OrphanPlan {
  readonly steps: readonly Step[];
  /** Deleted already, and still listed. */
  readonly going: readonly LinodeInstance[];
  /** With a label that is none of ours. */
  readonly leftAlone: readonly LinodeInstance[];
}

/** What carries the service's tag and a label of ours, but belongs to no pool that is declared. */
export function planOrphans(
  service: string,
  pools: readonly PoolSpec[],
  instances: readonly LinodeInstance[],
): OrphanPlan {
  const known = new Set(pools.map(({ name }) => name));
  const steps: Step[] = [];
  const going: LinodeInstance[] = [];
  const leftAlone: LinodeInstance[] = [];
  for (const instance of instances) {
    const place = parseInstanceLabel(service, instance.label);
    // It was renamed or tagged by hand: the provisioner removes only what it created.
    if (place === undefined) leftAlone.push(instance);
    else if (known.has(place.pool)) continue;
    else if (instance.status === 'deleting') going.push(instance);
    else steps.push({ kind: 'remove', instance, because: 'orphan' });
  }
  return { steps, going, leftAlone };
}

/** Why an instance must be replaced; `undefined` if it is as declared. */
export function judgeFit(
  instance: LinodeInstance,
  pool: PoolSpec,
  fingerprint: string,
): 'changed' | 'moved' | undefined {
  if (!regionsOf(pool).includes(instance.region)) return 'moved';
  if (instance.type !== pool.type || fingerprintOf(instance) !== fingerprint) return 'changed';
  return undefined;
}

function remove(instance: LinodeInstance, after: number): Step {
  return { kind: 'remove', instance, because: 'replaced', after };
}

import { nextGeneration } from './next-generation.ts';
import { instanceLabel, parseInstanceLabel, type InstanceName } from './instance-label.ts';
import { judgeFit, type Step } from './plan-pool.ts';
import type { PreparedPool } from './prepare-pool.ts';
import type { LinodeInstance } from './types.ts';

/** What to replace: the instance of that name, by one in that region if one is given. */
export interface WantedReplacement {
  readonly place: InstanceName;
  readonly region?: string;
}

/**
 * The steps of a replacement: the one that serves in the slot then, and all others of it leave. A later one that is there
 * already, as a run that was ended leaves it, is kept where it is as declared. Pure.
 */
export function planReplacement(
  service: string,
  prepared: PreparedPool,
  wanted: WantedReplacement,
  instances: readonly LinodeInstance[],
): readonly Step[] {
  const { place } = wanted;
  const { slot, pool } = place;
  const successor = findSuccessor(service, prepared, wanted, instances);
  const generation = nextGeneration(service, pool, slot, instances);
  const label = instanceLabel(service, { pool, slot, generation });
  const first: Step =
    successor === undefined
      ? { kind: 'create', slot, generation, label, because: 'replacement' }
      : { kind: 'keep', slot, instance: successor };
  const leaving = ofSlot(service, place, instances).filter(({ id }) => id !== successor?.id);
  return [
    first,
    ...leaving.map((instance): Step => ({ kind: 'remove', instance, because: 'replaced', after: slot })),
  ];
}

/**
 * Whether such an instance is there, or was: one of a later generation of its slot says so. A slot that is empty tells
 * nothing. Pure.
 */
export function wasThere(
  service: string,
  place: InstanceName,
  instances: readonly LinodeInstance[],
): boolean {
  return ofSlot(service, place, instances).some(
    ({ label }) => (parseInstanceLabel(service, label)?.generation ?? 0) >= place.generation,
  );
}

/** The newest of the slot that stays, if it is later than the one to replace, and as declared. */
function findSuccessor(
  service: string,
  { pool, fingerprint }: PreparedPool,
  { place, region }: WantedReplacement,
  instances: readonly LinodeInstance[],
): LinodeInstance | undefined {
  const [newest] = ofSlot(service, place, instances).filter(({ status }) => status !== 'deleting');
  if (newest === undefined || judgeFit(newest, pool, fingerprint) !== undefined) return undefined;
  const isLater = (parseInstanceLabel(service, newest.label)?.generation ?? 0) > place.generation;
  return isLater && (region === undefined || newest.region === region) ? newest : undefined;
}

/** All of a slot, the newest first. */
function ofSlot(
  service: string,
  { pool, slot }: InstanceName,
  instances: readonly LinodeInstance[],
): readonly LinodeInstance[] {
  return instances
    .flatMap((instance) => {
      const place = parseInstanceLabel(service, instance.label);
      return place?.pool === pool && place.slot === slot ? [{ instance, place }] : [];
    })
    .sort((a, b) => b.place.generation - a.place.generation)
    .map(({ instance }) => instance);
}

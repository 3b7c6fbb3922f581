import type { Context } from './context.ts';
import { nextGeneration } from './ensure-pool.ts';
import { parseInstanceLabel, type InstanceName } from './instance-label.ts';
import { judgeFit } from './plan-pool.ts';
import type { PreparedPool } from './prepare-pool.ts';
import { removeInstance } from './remove-instance.ts';
import { ensureSlot } from './ensure-slot.ts';
import type { LinodeInstance } from './types.ts';

/** What to replace: the instance of that name, by one in that region if one is given. */
export interface WantedReplacement {
  readonly place: InstanceName;
  readonly region?: string;
}

/**
 * Brings a slot to where one later than the named instance serves, in the region where one is named, and removes all
 * others of it. One that is there already, as a run that was ended leaves it, is taken where it is as declared and comes
 * to serve; else the next generation is made. So it may be ended anywhere and begun again.
 */
export async function replaceInstance(
  context: Context,
  prepared: PreparedPool,
  wanted: WantedReplacement,
  instances: readonly LinodeInstance[],
): Promise<LinodeInstance> {
  const { service } = context;
  const { pool } = prepared;
  const { place, region } = wanted;
  const { slot } = place;
  const successor = findSuccessor(service, prepared, wanted, instances);
  const fresh = await ensureSlot(context, prepared, {
    slot,
    nextGeneration: nextGeneration(service, pool.name, slot, instances),
    ...(successor === undefined ? {} : { present: successor }),
    ...(region === undefined ? {} : { region }),
  });
  for (const old of ofSlot(service, place, instances))
    if (old.id !== fresh.id) await removeInstance(context, pool.name, old, 'replaced');
  return fresh;
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

import type { Context } from './context.ts';
import { ensureSlot } from './ensure-slot.ts';
import { nextGeneration } from './next-generation.ts';
import { planReplacement, type WantedReplacement } from './plan-replacement.ts';
import type { PreparedPool } from './prepare-pool.ts';
import { removeInstance } from './remove-instance.ts';
import type { LinodeInstance } from './types.ts';

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
  const { slot } = wanted.place;
  const [first, ...leaving] = planReplacement(service, prepared, wanted, instances);
  const fresh = await ensureSlot(context, prepared, {
    slot,
    nextGeneration: nextGeneration(service, pool.name, slot, instances),
    ...(first?.kind === 'keep' ? { present: first.instance } : {}),
    ...(wanted.region === undefined ? {} : { region: wanted.region }),
  });
  // One that did not come to serve is replaced in its turn, and leaves with the others.
  const others = first?.kind === 'keep' && first.instance.id !== fresh.id ? [first.instance] : [];
  const olds = leaving.flatMap((step) => (step.kind === 'remove' ? [step.instance] : []));
  for (const old of [...others, ...olds])
    if (old.id !== fresh.id) await removeInstance(context, pool.name, old, 'replaced');
  return fresh;
}

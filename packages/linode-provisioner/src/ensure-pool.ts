import type { Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import { parseInstanceLabel } from './instance-label.ts';
import { serviceTag } from './instance-tags.ts';
import { nextGeneration } from './next-generation.ts';
import { planPool, type Step } from './plan-pool.ts';
import type { PreparedPool } from './prepare-pool.ts';
import { awaitGone, removeInstance } from './remove-instance.ts';
import { ensureSlot, type SlotStart } from './ensure-slot.ts';
import type { LinodeInstance } from './types.ts';

/** The instances of a pool that serve, one for each slot, in their order. */
export interface PoolReport {
  readonly pool: string;
  readonly instances: readonly LinodeInstance[];
  readonly changes: number;
}

const ROUNDS = 5;

/**
 * Makes the pool exist as it is declared: looks, plans, takes every step, and looks again until nothing is left to do.
 * It keeps no state between two looks, so the next run continues a run that was ended anywhere.
 * @throws LinodeProvisionerError as settleSlot and removeInstance do
 */
export async function ensurePool(context: Context, prepared: PreparedPool): Promise<PoolReport> {
  const { api, service } = context;
  const { pool, fingerprint } = prepared;
  let changes = 0;
  let serving: readonly LinodeInstance[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const instances = await api.listInstances(serviceTag(service));
    const steps = planPool({ service, pool, fingerprint, instances });
    const pending = steps.filter(({ kind }) => kind !== 'keep');
    const going = instances.filter(
      ({ label, status }) => status === 'deleting' && parseInstanceLabel(service, label)?.pool === pool.name,
    );
    if (round > 1 && pending.length === 0 && going.length === 0)
      return { pool: pool.name, instances: serving, changes };
    changes += pending.length;
    serving = await takeSteps(context, prepared, steps, instances);
    for (const instance of going) await awaitGone(context, instance);
    if (pending.length === 0 && going.length === 0 && sameOnes(serving, instances))
      return { pool: pool.name, instances: serving, changes };
  }
  throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_INSTANCE_FAILED', {
    what: `Pool ${pool.name} is still not as declared after ${ROUNDS} rounds; another client changes it at the same time.`,
    details: { pool: pool.name },
  });
}

function sameOnes(serving: readonly LinodeInstance[], seen: readonly LinodeInstance[]): boolean {
  return serving.every(({ id }) => seen.some((each) => each.id === id));
}

/** New ones side by side; then those that replace others, one after the other; what is too many at last. */
async function takeSteps(
  context: Context,
  prepared: PreparedPool,
  steps: readonly Step[],
  instances: readonly LinodeInstance[],
): Promise<readonly LinodeInstance[]> {
  const { api, service, options } = context;
  const { pool } = prepared;
  const removals = steps.filter((step) => step.kind === 'remove');
  const leads = steps.filter((step) => step.kind !== 'remove');
  const olderOf = (slot: number) =>
    removals.filter(({ after }) => after === slot).map(({ instance }) => instance);
  const serving = new Map<number, LinodeInstance>();

  const settle = async (step: Exclude<Step, { kind: 'remove' }>) => {
    if (step.kind === 'tag') await api.setTags(step.instance.id, step.tags);
    const start: SlotStart = {
      slot: step.slot,
      nextGeneration: nextGeneration(service, pool.name, step.slot, instances),
      ...(step.kind === 'create' ? {} : { present: step.instance }),
    };
    const instance = await ensureSlot(context, prepared, start);
    serving.set(step.slot, instance);
    const before = step.kind === 'create' || step.instance.id === instance.id ? [] : [step.instance];
    for (const old of [...before, ...olderOf(step.slot)])
      await removeInstance(context, pool.name, old, 'replaced');
  };

  const replaces = ({ slot }: { readonly slot: number }) => olderOf(slot).length > 0;
  await inParallel(
    leads.filter((step) => !replaces(step)),
    options.concurrency,
    settle,
  );
  for (const step of leads.filter(replaces)) await settle(step);
  for (const { instance, because } of removals.filter(({ after }) => after === undefined))
    await removeInstance(context, pool.name, instance, because);
  return [...serving].sort(([a], [b]) => a - b).map(([, instance]) => instance);
}

/** All are begun before the first failure is reported, so that one that fails holds no other back. */
async function inParallel<T>(
  items: readonly T[],
  concurrency: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const failures: unknown[] = [];
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      await action(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
  if (failures.length > 0) throw failures[0];
}

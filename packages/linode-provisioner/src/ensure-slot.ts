import { isUnderstudyError } from '@understudy/core';
import { awaitServing } from './await-serving.ts';
import type { Context } from './context.ts';
import { createInstance } from './create-instance.ts';
import { LinodeProvisionerError } from './errors.ts';
import type { InstanceName } from './instance-label.ts';
import { composeRequest, findRegions, type PreparedPool } from './prepare-pool.ts';
import { removeInstance } from './remove-instance.ts';
import type { LinodeInstance } from './types.ts';

/** What a slot starts from. */
export interface SlotStart {
  readonly slot: number;
  /** The instance that is meant to serve, where it is there already. */
  readonly present?: LinodeInstance;
  /** The generation of the next one that is made. */
  readonly nextGeneration: number;
  /** Only there, instead of where the pool's order says. */
  readonly region?: string;
}

/**
 * Brings a slot to where one instance of it serves: the one that is there, or else a new one, created again where it does
 * not come, in the next region where there is another. One that was made in vain is removed; one that was there before
 * is left to the caller.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_INSTANCE_FAILED, _NO_REGION, and those of calls
 */
export async function ensureSlot(
  context: Context,
  prepared: PreparedPool,
  start: SlotStart,
): Promise<LinodeInstance> {
  const { hooks, options, telemetry } = context;
  const { pool } = prepared;
  let because = '';
  if (start.present !== undefined) {
    const arrival = await awaitServing(context, pool.health, start.present.id);
    if (arrival.kind === 'serves') {
      await hooks.joined?.(pool.name, arrival.instance);
      return arrival.instance;
    }
    because = arrival.because;
    telemetry.event('instance.failed', { pool: pool.name, label: start.present.label, because });
  }
  for (let attempt = 1; attempt <= options.attempts; attempt += 1) {
    const place = { pool: pool.name, slot: start.slot, generation: start.nextGeneration + attempt - 1 };
    const made = await makeOne(context, prepared, place, attempt, start.region);
    if (typeof made === 'string') {
      because = made;
      continue;
    }
    const arrival = await awaitServing(context, pool.health, made.id);
    if (arrival.kind === 'serves') {
      await hooks.joined?.(pool.name, arrival.instance);
      return arrival.instance;
    }
    because = `${made.label} in ${made.region}: ${arrival.because}`;
    telemetry.event('instance.failed', { pool: pool.name, label: made.label, because });
    await removeInstance(context, pool.name, made, 'failed');
  }
  throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_INSTANCE_FAILED', {
    what: `Slot ${start.slot} of pool ${pool.name} has no instance that serves after ${options.attempts} attempts; the last one: ${because}.`,
    details: { pool: pool.name, slot: start.slot, because },
  });
}

/** One new instance, or why Linode refuses it: a region that is full, say, where another one may not be. */
async function makeOne(
  context: Context,
  prepared: PreparedPool,
  place: InstanceName,
  attempt: number,
  region: string | undefined,
): Promise<LinodeInstance | string> {
  const { pool, userData } = prepared;
  const choice = attempt === 1 ? prepared.choice : await findRegions(context.api, pool, userData !== '');
  const fit = choice.fit.filter((each) => region === undefined || each.region === region);
  const at = fit[(attempt - 1) % Math.max(1, fit.length)];
  if (at === undefined) {
    const found = choice.passedOver.find((each) => each.region === region);
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_NO_REGION', {
      what: `${String(region)} can take no instances of pool ${pool.name}: it ${found?.because ?? 'is none of its regions'}.`,
      details: { pool: pool.name, region },
    });
  }
  try {
    return await createInstance(context, composeRequest(context.service, prepared, at, place));
  } catch (error) {
    if (!isUnderstudyError(error, 'UND_LINODE_PROVISIONER_CALL_REFUSED')) throw error;
    context.telemetry.event('instance.refused', {
      pool: pool.name,
      region: at.region,
      because: error.message,
    });
    if (fit.length === 1) throw error;
    return error.message;
  }
}

import type { PoolSpec } from '@understudy/topology';
import { awaitServing } from './await-serving.ts';
import type { Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import type { LinodeInstance } from './types.ts';

export async function awaitReturn(
  context: Context,
  pool: PoolSpec,
  instance: LinodeInstance,
): Promise<LinodeInstance> {
  const arrival = await awaitServing(context, pool.health, instance.id);
  if (arrival.kind === 'failed') {
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_INSTANCE_FAILED', {
      what: `${instance.label} does not serve again: ${arrival.because}.`,
      details: { label: instance.label, because: arrival.because },
    });
  }
  await context.hooks.joined?.(pool.name, arrival.instance);
  return arrival.instance;
}

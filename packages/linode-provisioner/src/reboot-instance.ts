import type { PoolSpec } from '@understudy/topology';
import type { Context } from './context.ts';
import type { LinodeInstance } from './types.ts';
import { awaitJob } from './await-job.ts';
import { awaitReturn } from './await-return.ts';

/** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_INSTANCE_FAILED */
export async function rebootInstance(
  context: Context,
  pool: PoolSpec,
  instance: LinodeInstance,
): Promise<LinodeInstance> {
  await context.hooks.leaving?.(pool.name, instance);
  if (instance.status === 'running') {
    await context.api.rebootInstance(instance.id);
    await awaitJob(context, instance, 'linode_reboot');
  }
  return awaitReturn(context, pool, instance);
}

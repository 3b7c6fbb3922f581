import type { Context } from './context.ts';
import { instanceTags } from './instance-tags.ts';
import { composeSystem, type PreparedPool } from './prepare-pool.ts';
import type { LinodeInstance } from './types.ts';
import { awaitJob } from './await-job.ts';
import { awaitReturn } from './await-return.ts';

/** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_INSTANCE_FAILED */
export async function rebuildInstance(
  context: Context,
  { pool, userData, fingerprint }: PreparedPool,
  instance: LinodeInstance,
): Promise<LinodeInstance> {
  const { api, hooks, service } = context;
  await hooks.leaving?.(pool.name, instance);
  await api.rebuildInstance(instance.id, composeSystem(pool, userData));
  await awaitJob(context, instance, 'linode_rebuild');
  const back = await awaitReturn(context, pool, instance);
  // Last, so that a run that ends before does not pass off the old disk as the new one.
  await api.setTags(instance.id, instanceTags(service, pool, fingerprint));
  return back;
}

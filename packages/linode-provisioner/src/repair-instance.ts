import { waitFor } from '@understudy/core';
import type { PoolSpec } from '@understudy/topology';
import { awaitServing } from './await-serving.ts';
import { pauseMs, type Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import { tagsOf } from './name-instance.ts';
import { composeSystem, type PreparedPool } from './prepare-pool.ts';
import type { LinodeInstance, RemoteShell } from './types.ts';

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
  return comeBack(context, pool, instance);
}

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
  const back = await comeBack(context, pool, instance);
  // Last, so that a run that ends before does not pass off the old disk as the new one.
  await api.setTags(instance.id, tagsOf(service, pool, fingerprint));
  return back;
}

/** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_REMOTE_COMMAND_FAILED, _INSTANCE_FAILED */
export async function restartService(
  context: Context,
  shell: RemoteShell | undefined,
  pool: PoolSpec,
  instance: LinodeInstance,
): Promise<LinodeInstance> {
  const name = pool.deploy.service?.name;
  const address = instance.addresses[0];
  const refuse = (what: string) =>
    new LinodeProvisionerError('UND_LINODE_PROVISIONER_REMOTE_COMMAND_FAILED', {
      what,
      details: { label: instance.label },
    });
  if (name === undefined) throw refuse(`Pool ${pool.name} deploys no service.`);
  if (shell === undefined || address === undefined)
    throw refuse(`There is no way to log in to ${instance.label}.`);
  await context.hooks.leaving?.(pool.name, instance);
  const { code, output } = await shell.run(address, ['systemctl', 'restart', `${name}.service`]);
  if (code !== 0)
    throw refuse(`systemctl restart ${name} on ${instance.label} ended with ${String(code)}: ${output}.`);
  return comeBack(context, pool, instance);
}

async function comeBack(context: Context, pool: PoolSpec, instance: LinodeInstance): Promise<LinodeInstance> {
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

/** Until the newest job of that kind has ended: before, the instance may still look as it did. */
async function awaitJob(context: Context, { id, createdMs }: LinodeInstance, action: string): Promise<void> {
  const { api, clock, options } = context;
  await waitFor(
    async () => {
      const events = await api.listEvents(id, createdMs - 1000);
      const job = events.find((event) => event.action === action);
      return job !== undefined && job.status !== 'scheduled' && job.status !== 'started';
    },
    { clock, everyMs: pauseMs(context), limitMs: options.runLimitMs },
  );
}

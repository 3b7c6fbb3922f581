import type { PoolSpec } from '@understudy/topology';
import type { Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import type { LinodeInstance, RemoteShell } from './types.ts';
import { awaitReturn } from './await-return.ts';

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
    throw refuse(`systemctl restart ${name} on ${instance.label} ended with ${code}: ${output}.`);
  return awaitReturn(context, pool, instance);
}

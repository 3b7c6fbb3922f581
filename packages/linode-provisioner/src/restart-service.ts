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
  const way = wayToRestart(shell, pool, instance);
  const { name } = way;
  await context.hooks.leaving?.(pool.name, instance);
  const { code, output } = await way.shell.run(way.address, ['systemctl', 'restart', `${name}.service`]);
  if (code !== 0)
    throw refusal(instance, `systemctl restart ${name} on ${instance.label} ended with ${code}: ${output}.`);
  return awaitReturn(context, pool, instance);
}

/** What a restart needs: the unit's name, a shell and an address. @throws LinodeProvisionerError _REMOTE_COMMAND_FAILED */
export function wayToRestart(
  shell: RemoteShell | undefined,
  pool: PoolSpec,
  instance: LinodeInstance,
): { readonly name: string; readonly address: string; readonly shell: RemoteShell } {
  const name = pool.deploy.service?.name;
  const address = instance.addresses[0];
  if (name === undefined) throw refusal(instance, `Pool ${pool.name} deploys no service.`);
  if (shell === undefined || address === undefined)
    throw refusal(instance, `There is no way to log in to ${instance.label}.`);
  return { name, address, shell };
}

function refusal({ label }: LinodeInstance, what: string): LinodeProvisionerError {
  return new LinodeProvisionerError('UND_LINODE_PROVISIONER_REMOTE_COMMAND_FAILED', {
    what,
    details: { label },
  });
}

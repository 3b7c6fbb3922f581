import { jsonOf, type CommandContext } from '@understudy/command-line';
import { silentTelemetry } from '@understudy/core';
import { loadTopology } from '@understudy/service/load-topology';
import { linodeClient } from '../adapters/linode-client.ts';
import { sshShell } from '../adapters/ssh-shell.ts';
import type { PoolReport } from '../ensure-pool.ts';
import { printPlan } from '../print-plan.ts';
import { Provisioner } from '../provisioner.ts';
import { readSettings } from './read-settings.ts';
import { renderInstance, renderPool, renderStats } from './render-pool.ts';

/** Does one action on all pools. @throws LinodeProvisionerError, TopologyError, ServiceError */
export async function runServers(
  action: 'plan' | 'apply' | 'status' | 'sweep',
  file: string,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(file, context);
  if (action === 'status') {
    for (const instance of await provisioner.observe()) context.result(instance, renderInstance);
    return;
  }
  if (action === 'sweep') {
    const labels = await provisioner.sweep();
    context.result({ removed: labels }, () => (labels.length === 0 ? 'no orphans' : labels.join('\n')));
    return;
  }
  context.result(await provisioner.plan(), printPlan);
  if (action === 'apply') for (const report of await provisioner.apply()) writePool(report, context);
}

/** Brings one pool to what is declared. @throws LinodeProvisionerError, TopologyError, ServiceError */
export async function runEnsure(pool: string, file: string, context: CommandContext): Promise<void> {
  writePool(await openProvisioner(file, context).ensure(pool), context);
}

/** What is done to one instance. */
export type ServerRequest =
  | { readonly action: 'replace'; readonly label: string; readonly region: string | undefined }
  | { readonly action: 'reboot' | 'rebuild' | 'restart' | 'stats'; readonly label: string };

/** Does one action on one instance. @throws LinodeProvisionerError, TopologyError, ServiceError */
export async function runOnServer(
  request: ServerRequest,
  file: string,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(file, context);
  const { action, label } = request;
  if (action === 'stats') {
    context.result(await provisioner.stats(label), renderStats);
    return;
  }
  context.result(await change(provisioner, request), renderInstance);
}

function change(provisioner: Provisioner, request: ServerRequest) {
  const { action, label } = request;
  if (action === 'replace')
    return provisioner.replace(label, request.region === undefined ? {} : { region: request.region });
  if (action === 'reboot') return provisioner.reboot(label);
  return action === 'rebuild' ? provisioner.rebuild(label) : provisioner.restartService(label);
}

function writePool(report: PoolReport, context: CommandContext): void {
  context.result(report, renderPool);
}

/** What happens is written to stderr, one line of JSON an event. */
function openProvisioner(file: string, { env, err }: CommandContext): Provisioner {
  const { service, pools } = loadTopology(file);
  const { token, endpoint, pollMs, sshKey } = readSettings(env);
  const telemetry = {
    ...silentTelemetry,
    event: (event: string, facts: Readonly<Record<string, unknown>> = {}) =>
      err(`${jsonOf({ event, ...facts })}\n`),
  };
  return new Provisioner({
    service,
    pools,
    api: linodeClient({ token, telemetry, ...(endpoint === undefined ? {} : { endpoint }) }),
    shell: sshShell(sshKey === undefined ? {} : { identityFile: sshKey }),
    telemetry,
    ...(pollMs === undefined ? {} : { options: { pollMs } }),
  });
}

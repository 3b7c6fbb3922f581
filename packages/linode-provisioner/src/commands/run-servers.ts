import { jsonOf, type CommandContext } from '@understudy/command-line';
import { silentTelemetry } from '@understudy/core';
import { loadTopology } from '@understudy/service/load-topology';
import { linodeClient } from '../adapters/linode-client.ts';
import { sshShell } from '../adapters/ssh-shell.ts';
import type { PoolReport } from '../ensure-pool.ts';
import { printPlan, printPool } from '../print-plan.ts';
import { Provisioner } from '../provisioner.ts';
import { readSettings } from './read-settings.ts';
import { renderChange, renderInstance, renderPool, renderStats, renderSteps } from './render-pool.ts';

/** Does one action on all pools. @throws LinodeProvisionerError, TopologyError, ServiceError */
export async function runServers(
  action: 'plan' | 'apply' | 'status' | 'sweep' | 'plan-sweep',
  file: string,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(file, context);
  if (action === 'status') {
    for (const instance of await provisioner.observe()) context.result(instance, renderInstance);
    return;
  }
  if (action === 'plan-sweep') {
    context.result({ steps: await provisioner.planSweep() }, renderSteps);
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
export async function runEnsure(
  { pool, dryRun }: { readonly pool: string; readonly dryRun: boolean },
  file: string,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(file, context);
  if (dryRun) context.result(await provisioner.planPool(pool), (plan) => printPool(plan).join('\n'));
  else writePool(await provisioner.ensure(pool), context);
}

/** What is done to one instance. */
export type ServerRequest =
  | {
      readonly action: 'replace';
      readonly label: string;
      readonly region: string | undefined;
      readonly dryRun: boolean;
    }
  | { readonly action: Change; readonly label: string; readonly dryRun: boolean }
  | { readonly action: 'stats'; readonly label: string };

type Change = 'reboot' | 'rebuild' | 'restart';

/** Does one action on one instance. @throws LinodeProvisionerError, TopologyError, ServiceError */
export async function runOnServer(
  request: ServerRequest,
  file: string,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(file, context);
  if (request.action === 'stats') context.result(await provisioner.stats(request.label), renderStats);
  else if (request.dryRun) await preview(provisioner, request, context);
  else context.result(await change(provisioner, request), renderInstance);
}

type ChangeRequest = Exclude<ServerRequest, { readonly action: 'stats' }>;

/** Shows what the action would do. It is refused for the same reasons as the action itself. */
async function preview(provisioner: Provisioner, request: ChangeRequest, context: CommandContext) {
  const { action, label } = request;
  if (action === 'replace')
    context.result(await provisioner.planReplace(label, regionOf(request)), renderSteps);
  else context.result({ action, instance: await provisioner.find(label, action) }, renderChange);
}

const regionOf = ({ region }: { readonly region: string | undefined }) =>
  region === undefined ? {} : { region };

function change(provisioner: Provisioner, request: ChangeRequest) {
  const { action, label } = request;
  if (action === 'replace') return provisioner.replace(label, regionOf(request));
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

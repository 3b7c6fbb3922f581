#!/usr/bin/env node
/** The provisioner as a process: `understudy-linode understudy.yaml plan`, and so on; the token is in LINODE_TOKEN. */
import { readFileSync } from 'node:fs';
import { isUnderstudyError, silentTelemetry } from '@understudy/core';
import { parseTopology, type Topology } from '@understudy/topology';
import { linodeClient } from './adapters/linode-client.ts';
import { sshShell } from './adapters/ssh-shell.ts';
import { LinodeProvisionerError } from './errors.ts';
import { printPlan } from './print-plan.ts';
import { Provisioner } from './provisioner.ts';
import { HELP, readCommand, readSettings, type Action } from './read-command.ts';

const print = (text: string) => process.stdout.write(text);
const say = (facts: unknown) => print(`${JSON.stringify(facts)}\n`);

/** Wrong from the start: nothing was changed. */
const REFUSED: readonly string[] = [
  'UND_LINODE_PROVISIONER_CONFIG_INVALID',
  'UND_LINODE_PROVISIONER_TOKEN_MISSING',
  'UND_LINODE_PROVISIONER_OPTIONS_INVALID',
  'UND_LINODE_PROVISIONER_POOL_UNKNOWN',
  'UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN',
  'UND_LINODE_PROVISIONER_REGION_UNDECLARED',
  'UND_TOPOLOGY_INVALID',
];

function readTopology(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_CONFIG_INVALID', {
      what: `${file} can't be read: ${(cause as Error).message}.`,
      cause,
    });
  }
  return parseTopology(text, { file });
}

async function act(provisioner: Provisioner, action: Action): Promise<void> {
  switch (action.name) {
    case 'plan':
      print(printPlan(await provisioner.plan()));
      return;
    case 'apply':
      print(printPlan(await provisioner.plan()));
      for (const report of await provisioner.apply()) say({ event: 'pool.settled', ...report });
      return;
    case 'ensure':
      say({ event: 'pool.settled', ...(await provisioner.ensure(action.pool)) });
      return;
    case 'status':
      for (const instance of await provisioner.observe()) say(instance);
      return;
    case 'sweep':
      say({ event: 'orphans.removed', labels: await provisioner.sweep() });
      return;
    case 'replace':
      say(
        await provisioner.replace(action.label, action.region === undefined ? {} : { region: action.region }),
      );
      return;
    case 'reboot':
      say(await provisioner.reboot(action.label));
      return;
    case 'rebuild':
      say(await provisioner.rebuild(action.label));
      return;
    case 'restart':
      say(await provisioner.restartService(action.label));
      return;
    case 'stats':
      say(await provisioner.stats(action.label));
  }
}

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') {
    print(HELP);
    return;
  }
  const { service, pools } = readTopology(command.topologyFile);
  const { token, endpoint, pollMs, sshKey } = readSettings(process.env);
  const telemetry = {
    ...silentTelemetry,
    event: (event: string, facts: Readonly<Record<string, unknown>> = {}) => say({ event, ...facts }),
  };
  const provisioner = new Provisioner({
    service,
    pools,
    api: linodeClient({ token, telemetry, ...(endpoint === undefined ? {} : { endpoint }) }),
    shell: sshShell(sshKey === undefined ? {} : { identityFile: sshKey }),
    telemetry,
    ...(pollMs === undefined ? {} : { options: { pollMs } }),
  });
  await act(provisioner, command.action);
}

try {
  await main();
} catch (error) {
  // Ours say what happened; of anything else only the stack, never its fields.
  const { message, stack } = error as Error;
  const text = isUnderstudyError(error) ? message : (stack ?? message);
  process.stderr.write(`${text}\n`);
  process.exitCode = isUnderstudyError(error) && REFUSED.includes(error.code) ? 2 : 1;
}

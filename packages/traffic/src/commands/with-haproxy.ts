import type { CommandContext } from '@understudy/command-line';
import {
  HaproxyRuntime,
  localTransport,
  sshTransport,
  type HaproxyTransport,
} from '@understudy/haproxy-runtime';
import type { RunningOptions } from './running-options.ts';

/**
 * Opens the way to a running HAProxy and closes it after `action`: this machine's sockets, or ssh.
 * @throws HaproxyRuntimeError as `sshTransport` does; what `action` throws
 */
export async function withHaproxy(
  options: RunningOptions,
  context: CommandContext,
  action: (runtime: HaproxyRuntime) => Promise<void>,
): Promise<void> {
  const transport = await openTransport(options, context);
  try {
    const { config: configFile, stateFile } = options;
    await action(new HaproxyRuntime(transport, { configFile, stateFile }, context.clock));
  } finally {
    await transport.close();
  }
}

async function openTransport(
  { statsSocket: stats, masterSocket: master, ssh, sshKey }: RunningOptions,
  { clock }: CommandContext,
): Promise<HaproxyTransport> {
  if (ssh === undefined) return localTransport({ stats, master });
  return sshTransport({
    destination: ssh,
    stats,
    master,
    clock,
    ...(sshKey !== undefined && { identityFile: sshKey }),
  });
}

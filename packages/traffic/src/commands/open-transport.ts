import type { Clock } from '@understudy/core';
import { localTransport, sshTransport, type HaproxyTransport } from '@understudy/haproxy-runtime';

/** The way to a running HAProxy, as options name it. */
export interface RunningOptions {
  readonly statsSocket: string;
  readonly masterSocket: string;
  readonly config: string;
  readonly ssh: string | undefined;
  readonly sshKey: string | undefined;
}

/** By this machine's sockets, or by ssh. @throws HaproxyRuntimeError as `sshTransport` does */
export async function openTransport(
  { statsSocket: stats, masterSocket: master, ssh, sshKey }: RunningOptions,
  clock: Clock,
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

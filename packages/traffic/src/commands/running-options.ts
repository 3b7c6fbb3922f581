import { machineOptions, type MachineOptions } from './machine-options.ts';

/** Options that say how a running HAProxy is reached. */
export const runningOptions = {
  ...machineOptions,
  masterSocket: {
    value: 'PATH',
    description: "HAProxy's master socket",
    default: '/run/haproxy-master.sock',
  },
  config: { value: 'FILE', description: 'The file it was started with', default: '/etc/haproxy/haproxy.cfg' },
  ssh: { value: 'USER@HOST', description: 'HAProxy runs on another machine; reach it by ssh' },
  sshKey: { value: 'FILE', description: 'Private key for --ssh', kind: 'file' },
} as const;

/** Their values. */
export interface RunningOptions extends MachineOptions {
  readonly masterSocket: string;
  readonly config: string;
  readonly ssh: string | undefined;
  readonly sshKey: string | undefined;
}

/** Options that say where things are on the machine of the HAProxy. */
export const machineOptions = {
  statsSocket: {
    value: 'PATH',
    description: "HAProxy's runtime socket",
    default: '/run/haproxy/admin.sock',
  },
  stateFile: {
    value: 'PATH',
    description: 'Where servers keep their state over a reload',
    default: '/var/lib/haproxy/server-state',
  },
  log: { value: 'TARGET', description: 'Where HAProxy logs: /dev/log or stdout', default: '/dev/log' },
  keepUser: { description: 'HAProxy stays the user that starts it, without a chroot' },
} as const;

/** Their values. */
export interface MachineOptions {
  readonly statsSocket: string;
  readonly stateFile: string;
  readonly log: string;
  readonly keepUser: boolean;
}

/** Said by every command that renders. */
export const POOLS_NOTE =
  'Where a backend names a pool, its instances are read from Linode with LINODE_TOKEN from the environment.';

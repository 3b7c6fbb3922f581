import { defineCommand } from '@understudy/command-line';

const POOLS =
  'Where a backend names a pool, its instances are read from Linode with LINODE_TOKEN from the environment.';

/** Where things are on the machine of the HAProxy. */
const MACHINE = {
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

/** The way to a running HAProxy. */
const RUNNING = {
  ...MACHINE,
  masterSocket: {
    value: 'PATH',
    description: "HAProxy's master socket",
    default: '/run/haproxy-master.sock',
  },
  config: { value: 'FILE', description: 'The file it was started with', default: '/etc/haproxy/haproxy.cfg' },
  ssh: { value: 'USER@HOST', description: 'HAProxy runs on another machine; reach it by ssh' },
  sshKey: { value: 'FILE', description: 'Private key for --ssh', kind: 'file' },
} as const;

/** `understudy haproxy render` */
export const haproxyRender = defineCommand({
  name: 'haproxy render',
  summary: 'Print haproxy.cfg.',
  description: `Makes it from \`traffic\` of the topology; contacts no HAProxy. ${POOLS}`,
  options: MACHINE,
  examples: [
    { command: 'understudy haproxy render > haproxy.cfg', does: 'Write the configuration to a file' },
    { command: 'understudy haproxy render | haproxy -c -f /dev/stdin', does: 'Let HAProxy check it' },
  ],
  run: async (input, context) => (await import('./run-haproxy.ts')).runRender(input, context),
});

/** `understudy haproxy diff` */
export const haproxyDiff = defineCommand({
  name: 'haproxy diff',
  summary: 'Show what apply would change in a running HAProxy.',
  description: `Lists the changes at run time, says whether a reload is needed and why, and shows the difference of the files. Changes nothing. ${POOLS}`,
  options: RUNNING,
  examples: [
    { command: 'understudy haproxy diff', does: "Compare with this machine's HAProxy" },
    { command: 'understudy haproxy diff --ssh root@10.0.0.11', does: "Compare with another machine's" },
  ],
  run: async (input, context) => (await import('./run-haproxy.ts')).runDiff(input, context),
});

/** `understudy haproxy apply` */
export const haproxyApply = defineCommand({
  name: 'haproxy apply',
  summary: 'Bring a running HAProxy to the topology, without a failed request.',
  description: `HAProxy checks the text first. Servers change at run time, anything else by one reload after new servers are up. Shows the changes and asks before it makes them. ${POOLS}`,
  options: {
    ...RUNNING,
    yes: { description: 'Apply without asking' },
    dryRun: { description: 'Only show the changes, as diff does' },
  },
  examples: [
    { command: 'understudy haproxy apply', does: 'Show the changes, ask, apply' },
    { command: 'understudy haproxy apply --yes --ssh root@10.0.0.11', does: 'Apply on another machine' },
  ],
  changes: true,
  interrupted: 'HAProxy goes on serving. Run the same command again: it continues from what runs.',
  run: async (input, context) => (await import('./run-haproxy.ts')).runApply(input, context),
});

import { defineCommand } from '@understudy/command-line';
import { POOLS_NOTE } from './machine-options.ts';
import { runningOptions } from './running-options.ts';

/** `understudy haproxy apply` */
export const haproxyApply = defineCommand({
  name: 'haproxy apply',
  summary: 'Bring a running HAProxy to the topology, without a failed request.',
  description: `HAProxy checks the text first. Servers change at run time, anything else by one reload after new servers are up. Shows the changes and asks before it makes them. ${POOLS_NOTE}`,
  options: {
    ...runningOptions,
    yes: { description: 'Apply without asking' },
    dryRun: { description: 'Only show the changes, as diff does' },
  },
  examples: [
    { command: 'understudy haproxy apply', does: 'Show the changes, ask, apply' },
    { command: 'understudy haproxy apply --yes --ssh root@10.0.0.11', does: 'Apply on another machine' },
  ],
  changes: true,
  interrupted: 'HAProxy goes on serving. Run the same command again: it continues from what runs.',
  run: async (input, context) => (await import('./run-apply.ts')).runApply(input, context),
});

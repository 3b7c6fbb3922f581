import { defineCommand } from '@understudy/command-line';
import { machineOptions, POOLS_NOTE } from './machine-options.ts';

/** `understudy haproxy render` */
export const haproxyRender = defineCommand({
  name: 'haproxy render',
  summary: 'Print haproxy.cfg.',
  description: `Makes it from \`traffic\` of the topology; contacts no HAProxy. ${POOLS_NOTE}`,
  options: machineOptions,
  examples: [
    { command: 'understudy haproxy render > haproxy.cfg', does: 'Write the configuration to a file' },
    { command: 'understudy haproxy render | haproxy -c -f /dev/stdin', does: 'Let HAProxy check it' },
  ],
  run: async (input, context) => {
    context.out(await (await import('./haproxy-text.ts')).haproxyText(input, context));
  },
});

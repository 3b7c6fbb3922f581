import { defineCommand } from '@understudy/command-line';

/** `understudy status` */
export const status = defineCommand({
  name: 'status',
  summary: 'Show who takes writes, how regions and links are, and what to do next.',
  description: 'Reads the route, the fences and what the links report. Changes nothing.',
  examples: [
    { command: 'understudy status', does: 'One screen of 24 lines' },
    { command: 'understudy status -o json', does: 'Everything, for programs' },
  ],
  run: async (input, context) => (await import('../status/run-status.ts')).runStatus(input, context),
});

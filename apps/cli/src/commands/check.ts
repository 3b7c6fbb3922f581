import { defineCommand } from '@understudy/command-line';

/** `understudy check` */
export const check = defineCommand({
  name: 'check',
  summary: 'Check everything that can be known before the service runs.',
  description:
    'Reachability, identity and clocks of the regions; tables, keys, indexes and streams; rights; the tables of Understudy and the route. Changes nothing. Exits with 3 where something failed.',
  options: {
    all: { description: 'List what passed, too' },
  },
  examples: [
    { command: 'understudy check', does: 'Show what is missing or wrong' },
    { command: 'understudy check --all', does: 'Show every check' },
  ],
  run: async (input, context) => (await import('../check/run-check.ts')).runCheck(input, context),
});

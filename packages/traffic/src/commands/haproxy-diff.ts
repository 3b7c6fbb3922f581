import { defineCommand } from '@understudy/command-line';
import { POOLS_NOTE } from './machine-options.ts';
import { runningOptions } from './running-options.ts';

/** `understudy haproxy diff` */
export const haproxyDiff = defineCommand({
  name: 'haproxy diff',
  summary: 'Show what apply would change in a running HAProxy.',
  description: `Lists the changes at run time, says whether a reload is needed and why, and shows the difference of the files. Changes nothing. ${POOLS_NOTE}`,
  options: runningOptions,
  examples: [
    { command: 'understudy haproxy diff', does: "Compare with this machine's HAProxy" },
    { command: 'understudy haproxy diff --ssh root@10.0.0.11', does: "Compare with another machine's" },
  ],
  run: async (input, context) => (await import('./run-diff.ts')).runDiff(input, context),
});

import { defineCommand } from '@understudy/command-line';

/** `understudy drill list` */
export const drillList = defineCommand({
  name: 'drill list',
  summary: 'List the scenarios that can be run.',
  examples: [{ command: 'understudy drill list', does: 'Names, what the writer must do, and titles' }],
  readsTopology: false,
  run: async (_input, context) => (await import('./run-list.ts')).runList(context),
});

import { defineCommand } from '@understudy/command-line';

/** `understudy drill show` */
export const drillShow = defineCommand({
  name: 'drill show',
  summary: 'Show what a scenario does and what must hold in it.',
  arguments: [{ name: 'scenario', description: 'Its name, or the path of a scenario.yaml', kind: 'file' }],
  examples: [
    { command: 'understudy drill show writer-killed', does: 'Its timeline and what must hold' },
    { command: 'understudy drill show ./mine/scenario.yaml', does: 'Check a file that you wrote' },
  ],
  readsTopology: false,
  run: async (input, context) => (await import('./run-show.ts')).runShow(input, context),
});

import { defineCommand } from '@understudy/command-line';

/** `understudy init` */
export const init = defineCommand({
  name: 'init',
  summary: 'Write the first understudy.yaml.',
  description:
    'Takes what the options give and asks for the rest on a terminal. Checks the file before it is written, and never replaces one without --force.',
  options: {
    service: { value: 'NAME', description: 'Name of the service; the key of its route' },
    region: {
      value: 'NAME[=ENDPOINT]',
      description: 'A data region, the first writer first; give it twice',
      repeatable: true,
    },
    witness: {
      value: 'NAME[=ENDPOINT]',
      description: 'The region that keeps the route; a third one',
      repeatable: true,
    },
    table: {
      value: 'NAME[:foreign]',
      description: 'A table to protect; foreign: some application writes to it without Understudy',
      repeatable: true,
    },
    force: { description: 'Replace a file that exists' },
    dryRun: { description: 'Print the file instead of writing it' },
  },
  examples: [
    { command: 'understudy init', does: 'Ask for everything' },
    {
      command:
        'understudy init --service shop --region us-east-1 --region eu-central-1 --witness eu-west-1 --table orders',
      does: 'Ask nothing',
    },
  ],
  readsTopology: false,
  changes: true,
  run: async (input, context) => (await import('../init/run-init.ts')).runInit(input, context),
});

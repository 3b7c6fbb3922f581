import { defineCommand } from '@understudy/command-line';

/** `understudy setup` */
export const setup = defineCommand({
  name: 'setup',
  summary: "Create Understudy's tables, the streams and the first route.",
  description:
    'Says what it will create and asks before it does. Creates a table of the service where only one region has it. What exists stays as it is, so it is safe to run again.',
  options: {
    yes: { description: 'Create without asking' },
    dryRun: { description: 'Only say what would be created' },
  },
  examples: [
    { command: 'understudy setup', does: 'Show the plan, ask, create' },
    { command: 'understudy setup --yes', does: 'Create without asking' },
  ],
  changes: true,
  interrupted: 'What was created stays; run the same command again to continue.',
  run: async (input, context) => (await import('../setup/run-setup.ts')).runSetup(input, context),
});

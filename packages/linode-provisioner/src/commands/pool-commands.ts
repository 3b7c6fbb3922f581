import { defineCommand, type CommandSpec } from '@understudy/command-line';

const RESUMABLE = 'What was changed stays; run the same command again to resume.';
const TOKEN = `Needs LINODE_TOKEN, a personal access token, in the environment. LINODE_URL names another
API than https://api.linode.com, and UNDERSTUDY_LINODE_POLL_MS the pause between two
looks at an instance (3500).`.replaceAll('\n', ' ');

const DRY_RUN = { dryRun: { description: 'Show what would be done, and change nothing.' } } as const;

const plan = defineCommand({
  name: 'servers plan',
  summary: 'Show what apply would do, with its price. Changes nothing.',
  description: TOKEN,
  examples: [{ command: 'understudy servers plan', does: 'What is missing, and what it costs' }],
  run: async (input, context) => (await import('./run-servers.ts')).runServers('plan', input.file, context),
});

const apply = defineCommand({
  name: 'servers apply',
  summary: 'Bring every pool to what the topology declares, then DNS records and orphans.',
  description: `Safe to interrupt: run the command again to resume. ${TOKEN}`,
  options: { dryRun: { description: 'Show what would be done, as plan does, and change nothing.' } },
  examples: [
    { command: 'understudy servers apply --dry-run', does: 'The same as understudy servers plan' },
    { command: 'understudy servers apply', does: 'Create, replace and remove instances' },
  ],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, options }, context) =>
    (await import('./run-servers.ts')).runServers(options.dryRun ? 'plan' : 'apply', file, context),
});

const ensure = defineCommand({
  name: 'servers ensure',
  summary: 'Bring one pool to what the topology declares.',
  description: TOKEN,
  arguments: [{ name: 'pool', description: 'A pool of the topology.' }],
  options: DRY_RUN,
  examples: [{ command: 'understudy servers ensure api', does: 'The pool api alone' }],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, arguments: { pool }, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runEnsure({ pool, dryRun }, file, context),
});

const status = defineCommand({
  name: 'servers status',
  summary: 'List the instances and whether the app of each can serve.',
  description: TOKEN,
  examples: [
    { command: 'understudy servers status', does: 'One line an instance' },
    { command: 'understudy servers status -o json', does: 'One line of JSON an instance' },
  ],
  run: async (input, context) => (await import('./run-servers.ts')).runServers('status', input.file, context),
});

const sweep = defineCommand({
  name: 'servers sweep',
  summary: "Remove orphans: instances with the service's tag that belong to no pool.",
  description: TOKEN,
  options: DRY_RUN,
  examples: [{ command: 'understudy servers sweep', does: 'Remove every orphan' }],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runServers(dryRun ? 'plan-sweep' : 'sweep', file, context),
});

/** Commands on whole pools. */
export const poolCommands: readonly CommandSpec[] = [plan, apply, ensure, status, sweep];

import { defineCommand, type CommandSpec } from '@understudy/command-line';

const LABEL = { name: 'label', description: "The instance's label, as servers status shows it." } as const;
const TOKEN = 'Needs LINODE_TOKEN, a personal access token, in the environment.';
const DRY_RUN = { dryRun: { description: 'Show what would be done, and change nothing.' } } as const;
const RESUMABLE = 'What was changed stays; run the same command again to resume.';

const replace = defineCommand({
  name: 'servers replace',
  summary: 'Replace an instance; the new one serves before the old one is removed.',
  description: TOKEN,
  arguments: [
    LABEL,
    { name: 'region', description: "A region of the pool; the pool's choice unless given.", optional: true },
  ],
  options: DRY_RUN,
  examples: [
    { command: 'understudy servers replace shop-api-1-g4', does: 'In a region that the pool chooses' },
    { command: 'understudy servers replace shop-api-1-g4 nl-ams', does: 'In that region' },
  ],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, arguments: { label, region }, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runOnServer(
      { action: 'replace', label, region, dryRun },
      file,
      context,
    ),
});

const reboot = defineCommand({
  name: 'servers reboot',
  summary: 'Reboot an instance and wait until its app serves.',
  description: TOKEN,
  arguments: [LABEL],
  options: DRY_RUN,
  examples: [{ command: 'understudy servers reboot shop-api-1-g4', does: 'Reboot one instance' }],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, arguments: { label }, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runOnServer({ action: 'reboot', label, dryRun }, file, context),
});

const rebuild = defineCommand({
  name: 'servers rebuild',
  summary: 'Give an instance a new disk with what is declared now; its address stays.',
  description: TOKEN,
  arguments: [LABEL],
  options: DRY_RUN,
  examples: [{ command: 'understudy servers rebuild shop-api-1-g4', does: 'Rebuild one instance' }],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, arguments: { label }, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runOnServer({ action: 'rebuild', label, dryRun }, file, context),
});

const restart = defineCommand({
  name: 'servers restart',
  summary: "Restart an instance's app over ssh and wait until it serves.",
  description: `${TOKEN} UNDERSTUDY_SSH_KEY names the private key to log in with; else ssh's own configuration decides.`,
  arguments: [LABEL],
  options: DRY_RUN,
  examples: [
    { command: 'understudy servers restart shop-api-1-g4', does: 'Restart the app of one instance' },
  ],
  changes: true,
  interrupted: RESUMABLE,
  run: async ({ file, arguments: { label }, options: { dryRun } }, context) =>
    (await import('./run-servers.ts')).runOnServer({ action: 'restart', label, dryRun }, file, context),
});

const stats = defineCommand({
  name: 'servers stats',
  summary: "Show Linode's five-minute averages of an instance.",
  description: TOKEN,
  arguments: [LABEL],
  examples: [{ command: 'understudy servers stats shop-api-1-g4', does: 'Processor, disk and network' }],
  run: async ({ file, arguments: { label } }, context) =>
    (await import('./run-servers.ts')).runOnServer({ action: 'stats', label }, file, context),
});

/** Commands on one instance. */
export const serverCommands: readonly CommandSpec[] = [replace, reboot, rebuild, restart, stats];

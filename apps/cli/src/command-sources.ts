import type { CommandSpec } from '@understudy/command-line';

/** Where specifications come from; modules of `load` import nothing heavy. */
export interface CommandSource {
  /** The first words of its commands. A noun that has verbs says what it is about; a command by itself needs no text. */
  readonly nouns: Readonly<Record<string, string>>;
  readonly load: () => Promise<readonly CommandSpec[]>;
}

/** Every source, in the order of `understudy --help`. */
export const COMMAND_SOURCES: readonly CommandSource[] = [
  { nouns: { init: '' }, load: async () => [(await import('./commands/init.ts')).init] },
  { nouns: { check: '' }, load: async () => [(await import('./commands/check.ts')).check] },
  { nouns: { setup: '' }, load: async () => [(await import('./commands/setup.ts')).setup] },
  {
    nouns: { switchover: '', failover: '', abort: '', resume: '', reconcile: '', 'rebuild-route': '' },
    load: async () => (await import('./commands/move-commands.ts')).moveCommands(),
  },
  {
    nouns: { freeze: '', unfreeze: '', maintenance: '', ack: '' },
    load: async () => (await import('./commands/directive-commands.ts')).directiveCommands(),
  },
  {
    nouns: { approve: '', reject: '' },
    load: async () => (await import('./commands/intent-commands.ts')).intentCommands(),
  },
  {
    nouns: { get: '', describe: '' },
    load: async () => (await import('./commands/inventory-commands.ts')).inventoryCommands(),
  },
  { nouns: { status: '' }, load: async () => [(await import('./commands/status.ts')).status] },
  {
    nouns: { readiness: '' },
    load: async () => [(await import('./commands/readiness-command.ts')).readinessCommand()],
  },
  {
    nouns: { doctor: '', observe: '' },
    load: async () => (await import('./commands/machine-commands.ts')).machineCommands,
  },
  {
    nouns: { plan: '', watch: '' },
    load: async () => (await import('./commands/plan-commands.ts')).planCommands(),
  },
  {
    nouns: { audit: '', history: '' },
    load: async () => (await import('./commands/audit-commands.ts')).auditCommands(),
  },
  {
    nouns: { report: '' },
    load: async () => [(await import('./commands/report-command.ts')).reportCommand()],
  },
  {
    nouns: { replicator: 'The process that replicates the tables.' },
    load: async () => (await import('@understudy/replicator/commands')).commands,
  },
  {
    nouns: { gateway: "The process that serves DynamoDB's protocol." },
    load: async () => (await import('@understudy/gateway/commands')).commands,
  },
  {
    nouns: { orchestrator: 'The process that watches the service and moves its writer.' },
    load: async () => [(await import('./commands/orchestrator-run.ts')).orchestratorRun],
  },
  {
    nouns: { api: 'The process that serves state, orders and the console.' },
    load: async () => [(await import('./commands/api-run.ts')).apiRun],
  },
  {
    nouns: { token: 'Who may ask the API.' },
    load: async () => (await import('./commands/token-commands.ts')).tokenCommands,
  },
  {
    nouns: { backfill: '' },
    load: async () => (await import('@understudy/backfill/commands')).commands,
  },
  {
    nouns: { verify: '' },
    load: async () => (await import('@understudy/verifier/commands')).commands,
  },
  {
    nouns: {
      ledger: 'Acknowledged writes that lost against others, for a person to decide.',
      'dead-letters': 'Writes that replication could not apply, for a person to decide.',
    },
    load: async () => (await import('@understudy/records/commands')).commands,
  },
  {
    nouns: { servers: 'The instances of the pools on Linode.' },
    load: async () => (await import('@understudy/linode-provisioner/commands')).commands,
  },
  {
    nouns: {
      haproxy: 'The configuration of HAProxy, made from the topology.',
      keepalived: 'The configuration of Keepalived, made from the topology.',
    },
    load: async () => (await import('@understudy/traffic/commands')).commands,
  },
  {
    nouns: { monitoring: 'The files of Prometheus, Alertmanager and Grafana, made from one catalogue.' },
    load: async () => (await import('@understudy/monitoring/commands')).commands,
  },
  {
    nouns: { drill: 'Scenarios of faults, run on the local cloud and judged.' },
    load: async () => (await import('@understudy/drills/commands')).commands,
  },
  {
    nouns: { explain: '' },
    load: async () => [(await import('./commands/explain.ts')).explain],
  },
  {
    nouns: { completion: '' },
    load: async () => [
      (await import('./commands/completion-command.ts')).completionCommand(async () => ({
        nouns: allNouns(),
        specs: await allCommands(),
      })),
    ],
  },
];

/** What each noun is about. */
export function allNouns(): Readonly<Record<string, string>> {
  return Object.fromEntries(COMMAND_SOURCES.flatMap(({ nouns }) => Object.entries(nouns)));
}

/** Every command. */
export async function allCommands(): Promise<readonly CommandSpec[]> {
  const specs: CommandSpec[] = [];
  for (const { load } of COMMAND_SOURCES) specs.push(...(await load()));
  return specs;
}

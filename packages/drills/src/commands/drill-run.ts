import { defineCommand } from '@understudy/command-line';

/** `understudy drill run` */
export const drillRun = defineCommand({
  name: 'drill run',
  summary: 'Run a scenario on the local cloud, and judge it.',
  description:
    'Starts DynamoDB Local for two regions and a witness, the replicator and three orchestrators, sends a small load, carries out the timeline, and compares every write with both regions. It touches no service of yours and removes all that it started. Exit code 0: passed; 8: a figure is over its limit; 5: something else does not hold; 4: stopped by a stop condition; 3: never in a steady state.',
  arguments: [{ name: 'scenario', description: 'Its name, or the path of a scenario.yaml', kind: 'file' }],
  options: {
    seed: {
      value: 'N',
      kind: { whole: [0, 4_294_967_295] },
      description: 'Decides which requests are drawn',
      default: 1,
    },
    report: {
      value: 'FOLDER',
      kind: 'file',
      description: 'Also write report.txt, report.json and report.html there',
    },
  },
  examples: [
    { command: 'understudy drill run writer-killed', does: 'Run it and show the verdict' },
    { command: 'understudy drill run writer-killed --report out', does: 'Keep the report, also as a page' },
  ],
  readsTopology: false,
  changes: true,
  interrupted: 'The local cloud is shut down; nothing goes on without the command.',
  run: async (input, context) => (await import('./run-run.ts')).runRun(input, context),
});

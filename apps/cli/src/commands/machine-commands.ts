import { defineCommand, type CommandSpec } from '@understudy/command-line';

const doctor = defineCommand({
  name: 'doctor',
  summary: 'Show on one page what is wrong with this machine and the service, and what to do.',
  description:
    'Everything of `check`, `readiness` and `plan`, seen from this machine, each cause once. Changes nothing. Exits with 3 where something needs action.',
  examples: [
    { command: 'understudy doctor', does: 'One page' },
    { command: 'understudy doctor -o json', does: 'Everything, for programs' },
  ],
  run: async (input, context) => (await import('../doctor/run-doctor.ts')).runDoctor(input, context),
});

const observe = defineCommand({
  name: 'observe',
  summary: 'Look once at both regions and the witness from this machine, as an orchestrator does.',
  description:
    'A conditional write and a consistent read in each region, on a fresh connection after a fresh look-up of the name. Writes nothing but the item of this look. Exits with 3 where one does not answer.',
  options: {
    name: { value: 'NAME', description: 'Whose item is written; by-hand and the user unless given' },
  },
  examples: [{ command: 'understudy observe', does: 'What this machine reaches, and how fast' }],
  run: async ({ file, options }, context) =>
    (await import('../observe/run-observe.ts')).runObserve({ file, ...options }, context),
});

/** What a machine sees, and what is wrong with it. */
export const machineCommands: readonly CommandSpec[] = [doctor, observe];

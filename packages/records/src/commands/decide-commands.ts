import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { CALLED, SAMPLE, type RecordNoun } from './record-noun.ts';

const RECORDS = [{ name: 'record', description: 'A name, as list shows it.', variadic: true }] as const;

const DECISION = {
  why: { value: 'TEXT', description: 'Why; kept with the record.', required: true },
  by: { value: 'NAME', description: 'Who decides; the user of the machine unless given.' },
  dryRun: { description: 'Show the records that it would decide, and change nothing.' },
  json: { description: 'The same as -o json: each result as a line of JSON.' },
} as const;

const REDRIVES: Readonly<Record<RecordNoun, string>> = {
  ledger: 'Write what lost again, through the failover client, so that it wins.',
  'dead-letters': "Apply a write again by its link's own rule.",
};

const INTERRUPTED = 'Records decided so far stay decided; a claim is shown by list --state claimed.';

/** `redrive` and `drop`: each decision is kept with its record, with who made it and why. */
export function decideCommands(noun: RecordNoun): readonly CommandSpec[] {
  const redrive = defineCommand({
    name: `${noun} redrive`,
    summary: REDRIVES[noun],
    description:
      'A record that another person decides meanwhile is left to them. Exit code 3: not decided as asked.',
    arguments: RECORDS,
    options: {
      ...DECISION,
      overwrite: { description: 'Also where the item has changed since the write lost.' },
      takeOver: { description: 'Continue where a person claimed the record and did not finish.' },
    },
    examples: [
      {
        command: `understudy ${noun} redrive ${SAMPLE[noun]} --why "paid before"`,
        does: 'Decide for one record',
      },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async (input, context) => (await import('./run-redrive.ts')).runRedrive(noun, input, context),
  });
  const drop = defineCommand({
    name: `${noun} drop`,
    summary: `Close ${CALLED[noun]} that are not needed. Nothing is deleted.`,
    arguments: RECORDS,
    options: DECISION,
    examples: [
      { command: `understudy ${noun} drop ${SAMPLE[noun]} --why "test data"`, does: 'Close one record' },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async (input, context) => (await import('./run-drop.ts')).runDrop(noun, input, context),
  });
  return [redrive, drop];
}

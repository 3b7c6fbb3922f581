import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { CALLED, SAMPLE, type RecordNoun } from './record-noun.ts';

const RECORDS = [{ name: 'record', description: 'A name, as list shows it.', variadic: true }] as const;

const DECISION = {
  why: { value: 'TEXT', description: 'Why; kept with the record.', required: true },
  by: { value: 'NAME', description: 'Who decides; the user of the machine unless given.' },
  dryRun: { description: 'Show what it would change, and change nothing.' },
  json: { description: 'The same as -o json: each result as a line of JSON.' },
} as const;

const TAKE_OVER = {
  takeOver: { description: 'Continue where a person claimed the record and did not finish.' },
} as const;

const INTERRUPTED = 'Records decided so far stay decided; a claim is shown by list --state claimed.';

/** `redrive` of dead letters, `apply` of ledger entries, `drop` of both: each decision is kept with its record, with who made it and why. */
export function decideCommands(noun: RecordNoun): readonly CommandSpec[] {
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
  return [noun === 'ledger' ? applyCommand() : redriveCommand(), drop];
}

function applyCommand(): CommandSpec {
  return defineCommand({
    name: 'ledger apply',
    summary: 'Store what lost, whole: the item becomes what the write had made of it.',
    description:
      'Shows what it replaces and asks. What was written since is lost; `understudy ledger merge` keeps it. Entries of earlier writes that the image contains are closed too. Exit code 3: not decided as asked.',
    arguments: RECORDS,
    options: {
      ...DECISION,
      ...TAKE_OVER,
      yes: { description: 'Do not ask.' },
    },
    examples: [
      {
        command: `understudy ledger apply ${SAMPLE.ledger} --why "paid before"`,
        does: 'Replace one item, after a question',
      },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async (input, context) => (await import('./run-apply.ts')).runApply(input, context),
  });
}

function redriveCommand(): CommandSpec {
  return defineCommand({
    name: 'dead-letters redrive',
    summary: "Apply a write again by its link's own rule.",
    description:
      'A record that another person decides meanwhile is left to them. Exit code 3: not decided as asked.',
    arguments: RECORDS,
    options: { ...DECISION, ...TAKE_OVER },
    examples: [
      {
        command: `understudy dead-letters redrive ${SAMPLE['dead-letters']} --why "fits now" --dry-run`,
        does: 'What one record would change',
      },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async (input, context) => (await import('./run-redrive.ts')).runRedrive(input, context),
  });
}

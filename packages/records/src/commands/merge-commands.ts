import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { SAMPLE } from './record-noun.ts';

const JSON_FLAG = { json: { description: 'The same as -o json: each item as a line of JSON.' } } as const;

/** `ledger diff` and `ledger merge`: the writes of an item that lost, against the item as it is now. */
export function mergeCommands(): readonly CommandSpec[] {
  const diff = defineCommand({
    name: 'ledger diff',
    summary: 'Show what a merge would make of each attribute. Changes nothing.',
    arguments: [{ name: 'record', description: 'A name, as list shows it.', variadic: true }],
    options: JSON_FLAG,
    examples: [{ command: `understudy ledger diff ${SAMPLE.ledger}`, does: 'Both sides of one item' }],
    run: async (input, context) => (await import('./run-diff.ts')).runDiff(input, context),
  });
  const merge = defineCommand({
    name: 'ledger merge',
    summary: 'Merge writes that lost into the stored item, attribute by attribute.',
    description:
      'Of a number, the difference that the lost writes made is added to what is stored; of a set, their additions and removals are made in it; what they alone changed is taken. What both sides changed is a conflict: nothing of that item is written until --take decides it. Merging again adds nothing. Exit code 3: at least one item was not merged.',
    arguments: [
      {
        name: 'record',
        description: 'A name, as list shows it; all open entries of its item are merged.',
        variadic: true,
        optional: true,
      },
    ],
    options: {
      all: { description: 'Every item that has open entries.' },
      table: { value: 'NAME', description: 'With --all: of this table.' },
      take: {
        value: 'SIDE[:ATTRIBUTE]',
        description:
          'Decides conflicts: theirs is what lost, ours is what is stored; of one attribute, or of all that none is given for.',
        repeatable: true,
      },
      trustBase: {
        description: 'You know that the stored item has none of these writes, where Understudy can not tell.',
      },
      why: { value: 'TEXT', description: 'Why; kept with the record.', default: 'three-way merge' },
      by: { value: 'NAME', description: 'Who decides; the user of the machine unless given.' },
      dryRun: { description: 'Show what it would change, and change nothing.' },
      ...JSON_FLAG,
    },
    examples: [
      { command: 'understudy ledger merge --all --dry-run', does: 'What can be merged, and what conflicts' },
      {
        command: `understudy ledger merge ${SAMPLE.ledger} --take theirs:status --take ours`,
        does: 'Decide the conflicts of one item',
      },
    ],
    changes: true,
    interrupted: 'Items merged so far stay merged; the next merge ends what was left half done.',
    run: async (input, context) => (await import('./run-merge.ts')).runMerge(input, context),
  });
  return [diff, merge];
}

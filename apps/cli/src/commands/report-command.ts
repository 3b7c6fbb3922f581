import { defineCommand, type CommandSpec } from '@understudy/command-line';

/** `report`: what a move did. It changes nothing. */
export function reportCommand(): CommandSpec {
  return defineCommand({
    name: 'report',
    summary: 'Show what a move did: when, by whom, on what evidence, and what is at risk.',
    description:
      'The last move unless one is named. Times are those that the audit has: from the first look that missed the writer to the verification. What was at risk is looked up as it is now: the ledger, dead letters, and whether every write is accounted for.',
    arguments: [
      {
        name: 'move',
        description: 'Its id, as `understudy get moves -o wide` shows it, or how it begins',
        optional: true,
      },
    ],
    options: {
      html: { value: 'FILE', kind: 'file', description: 'Also write a page that can be printed' },
    },
    examples: [
      { command: 'understudy report', does: 'The last move' },
      { command: 'understudy report --html move.html', does: 'Keep it as a page' },
      { command: 'understudy report -o json', does: 'Everything, for programs' },
    ],
    run: async ({ file, arguments: { move }, options: { html } }, context) =>
      (await import('../move-report/run-report.ts')).runReport({ file, move, html }, context),
  });
}

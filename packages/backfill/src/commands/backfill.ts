import { defineCommand } from '@understudy/command-line';
import { defaultCopyOptions } from '../options.ts';

export const backfill = defineCommand({
  name: 'backfill',
  summary: 'Copy what a table already holds into its other region, while it is written to.',
  description: 'Safe to interrupt: run the same command again to resume. A replicator must run.',
  arguments: [{ name: 'table', description: 'A table of the topology.' }],
  options: {
    from: { value: 'REGION', description: 'Region to copy from; must be the writer, which is the default.' },
    segments: {
      value: 'N',
      description: 'Segments of the parallel scan.',
      kind: { whole: [1, 1_000] },
      default: defaultCopyOptions.segments,
    },
    concurrency: {
      value: 'N',
      description: 'Writes at the same time.',
      kind: { whole: [1, 256] },
      default: defaultCopyOptions.concurrency,
    },
    readUnits: {
      value: 'N',
      description: 'Read capacity units a second; 0 is no limit.',
      kind: { whole: [0, 1_000_000] },
      default: defaultCopyOptions.readUnits,
    },
    writeUnits: {
      value: 'N',
      description: 'Write capacity units a second; 0 is no limit.',
      kind: { whole: [0, 1_000_000] },
      default: defaultCopyOptions.writeUnits,
    },
    tombstones: {
      description:
        'Deletes leave tombstones meanwhile; nothing is replayed, and it may take longer than a day.',
    },
    reseed: { description: "After the stream dropped unread records: the writer's copy decides." },
    restart: { description: 'Drop an unfinished backfill and begin again.' },
    dryRun: { description: 'Show what it would take, and write nothing.' },
    continueFrom: {
      value: 'TIME',
      description: 'Copy nothing; replicate from this time on, after an export and import.',
      kind: 'time',
    },
    json: { description: 'The same as -o json: each event and the result as a line of JSON.' },
  },
  examples: [
    { command: 'understudy backfill orders --dry-run', does: 'What it would take; writes nothing' },
    { command: 'understudy backfill orders --write-units 2000', does: 'With a limit' },
    { command: 'understudy backfill orders --tombstones', does: 'Busy tables, or longer than a day' },
    {
      command: 'understudy backfill orders --continue-from 2026-11-23T05:30:00Z',
      does: 'After an export of that time was imported',
    },
  ],
  changes: true,
  interrupted: 'The backfill keeps its place: run the same command again to resume.',
  run: async (input, context) =>
    (await import('./run-backfill-command.ts')).runBackfillCommand(input, context),
});

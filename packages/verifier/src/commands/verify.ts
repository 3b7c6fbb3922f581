import { defineCommand } from '@understudy/command-line';
import { defaultVerifyOptions } from '../options.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Compare the tables between the two regions, item by item, and repair them.',
  description:
    'Compares every item in both regions. Version stamps are ignored. Exit code 0: identical, or all repaired; 5: different.',
  options: {
    table: { value: 'NAME', description: 'Only this table.', repeatable: true },
    json: {
      value: 'FILE',
      description: 'Write the report as JSON too; - is the same as -o json.',
      kind: 'file',
    },
    values: { description: 'Show values besides keys and attribute names; they may be secret.' },
    list: {
      value: 'N',
      description: 'Differences to list; all are counted.',
      kind: { whole: [0, 10_000_000] },
      default: defaultVerifyOptions.listed,
    },
    segments: {
      value: 'N',
      description: 'Parts of the key space read at the same time, in each region.',
      kind: { whole: [1, 1_000] },
      default: defaultVerifyOptions.segments,
    },
    units: {
      value: 'N',
      description: 'Read capacity units a second, in each region; 0 is no limit.',
      kind: { whole: [0, 10_000_000] },
      default: defaultVerifyOptions.unitsPerSecond,
    },
    lagMs: {
      value: 'MS',
      description: "Time after which a difference counts; more than the links' lag.",
      kind: { whole: [0, 86_400_000] },
      default: defaultVerifyOptions.lagMs,
    },
    looks: {
      value: 'N',
      description: 'Looks at a key that keeps changing.',
      kind: { whole: [2, 100] },
      default: defaultVerifyOptions.looks,
    },
    repair: {
      description: 'Decide by the stamps what would make the regions equal, and show it. Writes nothing.',
    },
    apply: { description: 'With --repair: do it. Items that are written to meanwhile are left alone.' },
    watch: {
      description: 'Compare a part of the key space every so often until SIGTERM, and serve metrics.',
    },
    fraction: {
      value: 'F',
      description: 'With --watch: the part of each table; 0.01 unless given.',
      kind: { number: [0.000_001, 1] },
    },
    everyMs: {
      value: 'MS',
      description: 'With --watch: from one start to the next; 60000 unless given.',
      kind: { whole: [1, 86_400_000] },
    },
    port: {
      value: 'PORT',
      description: 'With --watch: port of the metrics, 0 takes a free one; 9466 unless given.',
      kind: { whole: [0, 65_535] },
    },
    host: {
      value: 'ADDRESS',
      description: 'With --watch: address of the metrics; 127.0.0.1 unless given.',
    },
    seed: {
      value: 'N',
      description: 'With --watch: draws the order of the parts; random unless given.',
      kind: { whole: [0, 9_999_999_999] },
    },
  },
  examples: [
    { command: 'understudy verify', does: 'Compare every table' },
    { command: 'understudy verify --table orders --repair', does: 'What a repair would do' },
    { command: 'understudy verify --table orders --repair --apply', does: 'Repair' },
    { command: 'understudy verify --watch --fraction 0.01', does: 'A hundredth of each table a minute' },
  ],
  changes: true,
  interrupted: 'A repair that was begun is kept; run the same command again for the rest.',
  run: async (input, context) => (await import('./run-verify.ts')).runVerify(input, context),
});

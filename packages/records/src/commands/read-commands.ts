import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { CALLED, SAMPLE, type RecordNoun } from './record-noun.ts';

const JSON_FLAG = { json: { description: 'The same as -o json: each record as a line of JSON.' } } as const;

const FILTER = {
  table: { value: 'NAME', description: 'Of this table.' },
  from: { value: 'REGION', description: 'Written in this region.' },
  to: { value: 'REGION', description: 'Not applied in this region.' },
  since: { value: 'TIME', description: 'Kept at or after it: 2026-11-23T04:00:00Z.', kind: 'time' },
  until: { value: 'TIME', description: 'Kept at or before it.', kind: 'time' },
  cause: {
    value: 'TEXT',
    description: 'A part of the cause: later-version, own-tombstone, foreign-tail, ValidationException …',
  },
  state: {
    value: 'STATE',
    description: 'Only in this state.',
    kind: { choice: ['open', 'claimed', 'superseded', 'closed'] },
  },
} as const;

/** `list`, `show` and `export`: they change nothing. */
export function readCommands(noun: RecordNoun): readonly CommandSpec[] {
  const called = CALLED[noun];
  const list = defineCommand({
    name: `${noun} list`,
    summary: `List ${called}, a page at a time.`,
    options: {
      ...FILTER,
      limit: { value: 'N', description: 'Records of a page.', kind: { whole: [1, 10_000] }, default: 50 },
      after: { value: 'PLACE', description: 'The next page, as the end of a page names it.' },
      ...JSON_FLAG,
    },
    examples: [
      { command: `understudy ${noun} list --state open`, does: 'What is left to decide' },
      {
        command: `understudy ${noun} list --table orders --since 2026-11-23T04:00:00Z`,
        does: 'Since a failover',
      },
    ],
    run: async (input, context) => (await import('./run-list.ts')).runList(noun, input, context),
  });
  const show = defineCommand({
    name: `${noun} show`,
    summary: 'Show both images, cause, time and every decision of a record.',
    arguments: [{ name: 'record', description: 'A name, as list shows it.', variadic: true }],
    options: JSON_FLAG,
    examples: [{ command: `understudy ${noun} show ${SAMPLE[noun]}`, does: 'One record' }],
    run: async (input, context) => (await import('./run-show.ts')).runShow(noun, input, context),
  });
  const exported = defineCommand({
    name: `${noun} export`,
    summary: 'Write every record that passes the filter, images and all.',
    options: { ...FILTER, ...JSON_FLAG },
    description: 'One line of JSON a record, or a YAML document with -o yaml.',
    examples: [{ command: `understudy ${noun} export > ${noun}.jsonl`, does: 'All of them' }],
    run: async (input, context) => (await import('./run-export.ts')).runExport(noun, input, context),
  });
  return [list, show, exported];
}

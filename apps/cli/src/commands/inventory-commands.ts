import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { KIND_NAMES, type KindName } from '../inventory/kind-names.ts';
import type { ReadSights } from '../inventory/read-sights.ts';

const loaded: ReadSights = async (request, context) =>
  (await import('../inventory/read-sights.ts')).readSights(request, context);

/** `get` and `describe`: what there is, and one thing whole. They change nothing. */
export function inventoryCommands(read: ReadSights = loaded): readonly CommandSpec[] {
  const get = defineCommand({
    name: 'get',
    summary: 'List what there is of one kind: regions, tables, links and others.',
    description:
      'One table. With a region or the control store away it shows what it could read, and says what is not known and when that was seen last; without the control store the exit code is 10.',
    arguments: [
      {
        name: 'kinds',
        description: `One of ${Object.keys(KIND_NAMES).join(', ')}`,
        kind: { choice: Object.keys(KIND_NAMES) as readonly KindName[] },
      },
    ],
    options: {
      limit: {
        value: 'N',
        description: 'Lines at most, the newest where they have a time',
        kind: { whole: [1, 10_000] },
        default: 100,
      },
    },
    examples: [
      { command: 'understudy get links', does: 'Every link, and how far it is' },
      { command: 'understudy get regions -o wide', does: 'More columns, nothing cut' },
      { command: 'understudy get moves --limit 5 -o json', does: 'The last five moves, for programs' },
    ],
    run: async ({ file, arguments: { kinds }, options: { limit } }, context) =>
      (await import('../inventory/run-get.ts')).runGet({ file, kinds, limit }, read, context),
  });
  const describe = defineCommand({
    name: 'describe',
    summary: 'Show one thing whole: its state, what was seen of it, and what to do next.',
    description:
      'Kinds and names are those of `understudy get`. What can not be read is named, with when it was seen last.',
    arguments: [
      {
        name: 'kind',
        description: `One of ${Object.values(KIND_NAMES).join(', ')}`,
        kind: { choice: Object.values(KIND_NAMES) },
      },
      { name: 'name', description: 'Its name, as `understudy get` shows it' },
    ],
    examples: [
      { command: 'understudy describe region us-east-1', does: 'One region' },
      {
        command: 'understudy describe link orders/us-east-1/eu-central-1',
        does: 'The replication of one table in one direction',
      },
      { command: 'understudy describe finding writer-down', does: 'Who saw what, and what to do' },
    ],
    run: async ({ file, arguments: { kind, name } }, context) =>
      (await import('../inventory/run-describe.ts')).runDescribe({ file, kind, name }, read, context),
  });
  return [get, describe];
}

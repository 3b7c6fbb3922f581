import { awsCommand } from '../aws-command.ts';
import { assessGlobalTable } from './assess-global-table.ts';
import { assessSettings } from './assess-settings.ts';
import type { Check, RegionFacts, TableFacts } from './types.ts';

type Both = readonly [RegionFacts, RegionFacts];

/** Whether one table of the service can be replicated, and is the same in both regions for an application. */
export function assessTable(table: string, [first, second]: Both, file: string): readonly Check[] {
  const [here, there] = [first.tables.get(table), second.tables.get(table)];
  const where = `${first.name}, ${second.name}`;
  const each = [
    ...assessGlobalTable(table, first, second.name),
    ...assessGlobalTable(table, second, first.name),
    ...assessStreams(table, [first, second], file),
  ];
  if (here === undefined || there === undefined) {
    return [...assessPresence(table, [first, second], file), ...each];
  }
  return [
    { topic: 'table', where, table, outcome: 'passed', what: 'The table is in both regions.' },
    ...compareKeys({ table, where }, [first, here.keys], [second, there.keys]),
    ...compareIndexes({ table, where }, [first, here], [second, there]),
    ...assessSettings(table, [first, second]),
    ...each,
  ];
}

function assessPresence(table: string, [first, second]: Both, file: string): readonly Check[] {
  const missing = [first, second].filter(({ tables }) => !tables.has(table));
  const [only] = missing;
  const code = 'UND_SERVICE_TABLE_MISSING';
  if (missing.length === 1 && only !== undefined) {
    const other = only === first ? second : first;
    return [
      {
        topic: 'table',
        where: only.name,
        table,
        outcome: 'missing',
        code,
        what: `Table ${table} does not exist in ${only.name}.`,
        remedy: `Run \`understudy setup -f ${file}\`, which creates it with the keys and indexes it has in ${other.name}.`,
      },
    ];
  }
  return [
    {
      topic: 'table',
      where: `${first.name}, ${second.name}`,
      table,
      outcome: 'failed',
      code,
      what: `No region has a table ${table}.`,
      remedy: `Create the table in the writer region first, or correct its name in ${file}.`,
    },
  ];
}

function compareKeys(
  { table, where }: { readonly table: string; readonly where: string },
  [first, here]: readonly [RegionFacts, string],
  [second, there]: readonly [RegionFacts, string],
): readonly Check[] {
  const subject = { topic: 'keys', where, table } as const;
  if (here === there) return [{ ...subject, outcome: 'passed', what: `The key is ${here} in both.` }];
  return [
    {
      ...subject,
      outcome: 'failed',
      code: 'UND_SERVICE_KEYS_DIFFER',
      what: `The key is ${here} in ${first.name} and ${there} in ${second.name}.`,
      remedy: 'Create one of the two tables again with the key of the other.',
    },
  ];
}

function compareIndexes(
  { table, where }: { readonly table: string; readonly where: string },
  [first, here]: readonly [RegionFacts, TableFacts],
  [second, there]: readonly [RegionFacts, TableFacts],
): readonly Check[] {
  const subject = { topic: 'indexes', where, table } as const;
  const lacking = [
    ...here.indexes
      .filter((index) => !there.indexes.includes(index))
      .map((index) => `${second.name} lacks ${index}`),
    ...there.indexes
      .filter((index) => !here.indexes.includes(index))
      .map((index) => `${first.name} lacks ${index}`),
  ];
  if (lacking.length > 0) {
    return [
      {
        ...subject,
        outcome: 'failed',
        code: 'UND_SERVICE_TABLES_DIFFER',
        what: `The indexes differ: ${lacking.join('; ')}.`,
        remedy: `Give both tables the same indexes, or queries fail after a move: \`${awsCommand(second, 'describe-table', table)}\` shows them; \`aws dynamodb update-table … --global-secondary-index-updates\` adds one.`,
      },
    ];
  }
  if (here.indexes.length === 0) return [];
  return [{ ...subject, outcome: 'passed', what: `${here.indexes.length} indexes, the same in both.` }];
}

const STREAM_ON = '--stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES';

function assessStreams(table: string, regions: Both, file: string): readonly Check[] {
  return regions.flatMap((region): readonly Check[] => {
    const { name, tables } = region;
    const stream = tables.get(table)?.stream;
    if (stream === undefined) return [];
    const subject = { topic: 'stream', where: name, table } as const;
    if (stream === 'NEW_AND_OLD_IMAGES') {
      return [{ ...subject, outcome: 'passed', what: 'The stream carries new and old images.' }];
    }
    if (stream === 'off') {
      return [
        {
          ...subject,
          outcome: 'missing',
          code: 'UND_SERVICE_STREAM_OFF',
          what: `The stream of table ${table} in ${name} is off.`,
          remedy: `Run \`understudy setup -f ${file}\`, which switches it on. What was written while it was off is in no stream: where the service ran before, re-seed the table with \`understudy backfill ${table} --reseed -f ${file}\`.`,
        },
      ];
    }
    const on = `\`${awsCommand(region, 'update-table', table, STREAM_ON)}\``;
    const off = `\`${awsCommand(region, 'update-table', table, '--stream-specification StreamEnabled=false')}\``;
    return [
      {
        ...subject,
        outcome: 'failed',
        code: 'UND_SERVICE_STREAM_VIEW_WRONG',
        what: `The stream of table ${table} in ${name} carries ${stream}; replication needs NEW_AND_OLD_IMAGES.`,
        remedy: `Switch it off and on again; other readers of the stream lose their place: ${off}, then ${on}.`,
      },
    ];
  });
}

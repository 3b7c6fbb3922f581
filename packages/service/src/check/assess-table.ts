import type { Check, RegionFacts, TableFacts } from './types.ts';

type Both = readonly [RegionFacts, RegionFacts];

/** Whether one table of the service can be replicated: there in both regions, with the same keys and indexes. */
export function assessTable(table: string, [first, second]: Both): readonly Check[] {
  const [here, there] = [first.tables.get(table), second.tables.get(table)];
  const where = `${first.name}, ${second.name}`;
  if (here === undefined || there === undefined) {
    return [...assessPresence(table, first, second), ...assessStreams(table, [first, second])];
  }
  return [
    { topic: 'table', where, table, outcome: 'passed', what: 'The table is in both regions.' },
    ...compare('keys', { table, where }, [first, here.keys], [second, there.keys]),
    ...compareIndexes({ table, where }, [first, here], [second, there]),
    ...assessStreams(table, [first, second]),
  ];
}

function assessPresence(table: string, first: RegionFacts, second: RegionFacts): readonly Check[] {
  const missing = [first, second].filter(({ tables }) => !tables.has(table));
  const [only] = missing;
  if (missing.length === 1 && only !== undefined) {
    const other = only === first ? second : first;
    return [
      {
        topic: 'table',
        where: only.name,
        table,
        outcome: 'missing',
        what: `The table is not in ${only.name}; setup creates it with the keys and indexes it has in ${other.name}.`,
      },
    ];
  }
  return [
    {
      topic: 'table',
      where: `${first.name}, ${second.name}`,
      table,
      outcome: 'failed',
      what: `No region has a table ${table}.`,
      remedy: 'Create the table in the writer region first, or correct its name in understudy.yaml.',
    },
  ];
}

function compare(
  topic: 'keys',
  { table, where }: { readonly table: string; readonly where: string },
  [first, here]: readonly [RegionFacts, string],
  [second, there]: readonly [RegionFacts, string],
): readonly Check[] {
  const subject = { topic, where, table };
  if (here === there) return [{ ...subject, outcome: 'passed', what: `The key is ${here} in both.` }];
  return [
    {
      ...subject,
      outcome: 'failed',
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
        what: `The indexes differ: ${lacking.join('; ')}.`,
        remedy: 'Give both tables the same indexes, or queries fail after a move.',
      },
    ];
  }
  if (here.indexes.length === 0) return [];
  return [{ ...subject, outcome: 'passed', what: `${here.indexes.length} indexes, the same in both.` }];
}

function assessStreams(table: string, regions: Both): readonly Check[] {
  return regions.flatMap(({ name, tables }): readonly Check[] => {
    const stream = tables.get(table)?.stream;
    if (stream === undefined) return [];
    const subject = { topic: 'stream', where: name, table } as const;
    if (stream === 'NEW_AND_OLD_IMAGES') {
      return [{ ...subject, outcome: 'passed', what: 'The stream carries new and old images.' }];
    }
    if (stream === 'off') {
      return [{ ...subject, outcome: 'missing', what: 'The stream is off; setup switches it on.' }];
    }
    return [
      {
        ...subject,
        outcome: 'failed',
        what: `The stream carries ${stream}; replication needs NEW_AND_OLD_IMAGES.`,
        remedy:
          'Switch the stream off, then run `understudy setup`. Other readers of the stream lose their place.',
      },
    ];
  });
}

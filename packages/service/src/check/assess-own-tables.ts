import type { Check, RegionFacts } from './types.ts';

/** Whether Understudy's own tables are in a region, with the keys that it gives them. */
export function assessOwnTables(
  { name, tables, denied }: RegionFacts,
  wanted: ReadonlyMap<string, string>,
  file: string,
): readonly Check[] {
  const missing = [...wanted.keys()].filter((table) => !tables.has(table) && !denied.includes(table));
  const subject = { topic: 'own-table', where: name } as const;
  const different = [...wanted].flatMap(([table, keys]): readonly Check[] => {
    const found = tables.get(table);
    if (found === undefined || found.keys === keys) return [];
    return [
      {
        ...subject,
        table,
        outcome: 'failed',
        code: 'UND_SERVICE_TABLE_MISMATCH',
        what: `Table ${table} has the key ${found.keys}; Understudy's has ${keys}.`,
        remedy: 'Another program uses this name. Remove or rename that table before setup.',
      },
    ];
  });
  const unseen = denied.map((table) => unseenTable(table, name));
  if (missing.length > 0) {
    const what = `${name} has no ${missing.join(', ')}.`;
    const remedy = `Run \`understudy setup -f ${file}\`, which creates them.`;
    const code = 'UND_SERVICE_OWN_TABLE_MISSING';
    return [...different, ...unseen, { ...subject, outcome: 'missing', code, what, remedy }];
  }
  if (different.length > 0 || unseen.length > 0) return [...different, ...unseen];
  return [{ ...subject, outcome: 'passed', what: `All ${wanted.size} of Understudy's tables are there.` }];
}

function unseenTable(table: string, region: string): Check {
  return {
    topic: 'own-table',
    where: region,
    table,
    outcome: 'warning',
    code: 'UND_SERVICE_NOT_ALLOWED',
    what: `These credentials may not look at table ${table} in ${region}, which orchestrators need.`,
    remedy: `Where orchestrators run, allow dynamodb:DescribeTable on it; docs/install/rights.md has the policies.`,
  };
}

import { assessOwnTables } from './assess-own-tables.ts';
import { assessRegion } from './assess-region.ts';
import { assessRoute } from './assess-route.ts';
import { assessTable } from './assess-table.ts';
import type { Check, RegionFacts, CheckFacts } from './types.ts';

/**
 * What the facts say about the service, one check for each thing that can be known before it runs; in the order in
 * which a person mends them: regions, tables, rights, Understudy's own tables, the route. Pure.
 */
export function assessService(facts: CheckFacts): readonly Check[] {
  const { data, witnesses, tables, ownTables, file } = facts;
  const regions = [...data, ...witnesses];
  const answering = regions.filter(answered);
  return [
    ...regions.flatMap(assessRegion),
    ...(data.every(answered) ? tables.flatMap((table) => assessTable(table, data, file)) : []),
    ...answering.flatMap(assessRights),
    ...answering.flatMap((region) => assessOwnTables(region, ownTables[region.role], file)),
    ...(witnesses.some(answered) ? [assessRoute(facts)] : []),
  ];
}

function answered({ answer }: RegionFacts): boolean {
  return 'tookMs' in answer;
}

/** One check for each table: allowed in full, or what is refused. */
function assessRights({ name, rights }: RegionFacts): readonly Check[] {
  const tables = [...new Set(rights.map(({ table }) => table))];
  return tables.map((table) => {
    const subject = { topic: 'rights', where: name, table } as const;
    const asked = rights.filter((right) => right.table === table);
    const refused = asked.filter(({ allowed }) => allowed === 'no');
    const unclear = asked.filter(({ allowed }) => allowed === 'unknown');
    const list = (some: typeof asked) => some.map(({ action }) => action).join(', ');
    const code = 'UND_SERVICE_NOT_ALLOWED';
    if (refused.length > 0) {
      return {
        ...subject,
        outcome: 'failed',
        code,
        what: `These credentials may not use ${list(refused)} on table ${table} in ${name}.`,
        remedy: `Allow ${refused.map(({ action }) => `dynamodb:${action}`).join(', ')} on table ${table} in ${name} in the policy of the role; docs/install/rights.md has the policies.`,
      };
    }
    if (unclear.length > 0) {
      return {
        ...subject,
        outcome: 'unknown',
        code,
        what: `Rights could not be tested for ${list(unclear)}.`,
        remedy: 'Run the check again; a region that throttles or fails answers neither yes nor no.',
      };
    }
    return { ...subject, outcome: 'passed', what: `${list(asked)} are allowed.` };
  });
}

import { assessOwnTables } from './assess-own-tables.ts';
import { assessRegion } from './assess-region.ts';
import { assessTable } from './assess-table.ts';
import type { Check, RegionFacts, CheckFacts } from './types.ts';

/**
 * What the facts say about the service, one check for each thing that can be known before it runs; in the order in
 * which a person mends them: regions, tables, rights, Understudy's own tables, the route. Pure.
 */
export function assessService(facts: CheckFacts): readonly Check[] {
  const { data, witnesses, tables, ownTables, route } = facts;
  const regions = [...data, ...witnesses];
  const answering = regions.filter(answered);
  return [
    ...regions.flatMap(assessRegion),
    ...(data.every(answered) ? tables.flatMap((table) => assessTable(table, data)) : []),
    ...answering.flatMap(assessRights),
    ...answering.flatMap((region) => assessOwnTables(region, ownTables[region.role])),
    ...(witnesses.some(answered) ? [assessRoute(witnesses, route)] : []),
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
    if (refused.length > 0) {
      return {
        ...subject,
        outcome: 'failed',
        what: `These credentials may not use ${list(refused)}.`,
        remedy: `Allow the actions on table ${table} in ${name} in the policy of the role.`,
      };
    }
    if (unclear.length > 0) {
      return {
        ...subject,
        outcome: 'unknown',
        what: `Rights could not be tested for ${list(unclear)}.`,
        remedy: 'Run the check again; a region that throttles or fails answers neither yes nor no.',
      };
    }
    return { ...subject, outcome: 'passed', what: `${list(asked)} are allowed.` };
  });
}

function assessRoute(witnesses: readonly RegionFacts[], route: CheckFacts['route']): Check {
  const subject = { topic: 'route', where: witnesses.map(({ name }) => name).join(', ') } as const;
  if (route === undefined) return { ...subject, outcome: 'missing', what: 'No route is written yet.' };
  if ('what' in route) return { ...subject, outcome: 'passed', what: route.what };
  return {
    ...subject,
    outcome: 'failed',
    what: route.failure,
    remedy: 'Follow `understudy explain` for the code in the message.',
  };
}

import type { Topology } from '@understudy/topology';
import { RecordsError } from './errors.ts';
import type { Command } from './read-command.ts';

/**
 * Holds the tables and regions that a command names against the topology, before anybody is asked: a slip of the pen
 * would find nothing, and look like good news. @throws RecordsError `UND_RECORDS_CONFIG_INVALID`
 */
export function checkPlaces(
  command: Command,
  { tables, regions }: Pick<Topology, 'tables' | 'regions'>,
): void {
  const known = {
    table: tables.map(({ name }) => name),
    'data region': regions.data.map(({ name }) => name),
  };
  const check = (kind: keyof typeof known, named: string | undefined) => {
    if (named === undefined || known[kind].includes(named)) return;
    throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
      what: `The topology has no ${kind} "${named}"; it has ${known[kind].join(', ')}.`,
    });
  };
  const links = 'filter' in command ? [command.filter] : command.names.map(({ link }) => link);
  for (const { table, source, target } of links) {
    check('table', table);
    check('data region', source);
    check('data region', target);
  }
}

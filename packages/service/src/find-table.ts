import type { Topology } from '@understudy/topology';
import { ServiceError } from './errors.ts';

/** The table of that name in the topology. @throws ServiceError `UND_SERVICE_TABLE_UNKNOWN` */
export function findTable({ tables }: Pick<Topology, 'tables'>, name: string): Topology['tables'][number] {
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  const known = tables.map((table) => table.name);
  throw new ServiceError('UND_SERVICE_TABLE_UNKNOWN', {
    what: `The topology has no table "${name}"; it has ${known.join(', ')}.`,
    details: { table: name, known },
  });
}

import type { Topology } from '@understudy/topology';
import { ServiceError } from './errors.ts';

/** @throws ServiceError `UND_SERVICE_REGION_UNKNOWN` where `name` is not one of the topology's data regions */
export function checkRegion({ regions }: Pick<Topology, 'regions'>, name: string): void {
  const known = regions.data.map((region) => region.name);
  if (known.includes(name)) return;
  throw new ServiceError('UND_SERVICE_REGION_UNKNOWN', {
    what: `The topology has no data region "${name}"; it has ${known.join(', ')}.`,
    details: { region: name, known },
  });
}

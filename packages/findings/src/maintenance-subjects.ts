import type { Topology } from '@understudy/topology';

type Declared = Pick<Topology, 'service' | 'regions' | 'pools' | 'balancers' | 'orchestrator'>;

/** What of a service can be under maintenance, by name: regions, the witness's and Linode's too, pools, and balancers. */
export function maintenanceSubjects({
  regions,
  pools,
  balancers,
  orchestrator,
}: Declared): readonly string[] {
  const watched = orchestrator?.servers?.balancers ?? [];
  const nodes = [...(balancers?.nodes ?? []), ...watched];
  const named = [...regions.data, ...regions.witness.endpoints, ...pools, ...nodes];
  const linode = pools.flatMap(({ region, fallbackRegions }) => [region, ...fallbackRegions]);
  return [...new Set([...named.map(({ name }) => name), ...linode])];
}

/** Whether a name is that of an instance of a pool, whichever it is of those that were there one after the other. */
export function isPoolServer(name: string, { service, pools }: Declared): boolean {
  return pools.some(({ name: pool }) => {
    const prefix = `${service}-${pool}-`;
    return name.startsWith(prefix) && /^[1-9]\d{0,3}-g[1-9]\d{0,5}$/.test(name.slice(prefix.length));
  });
}

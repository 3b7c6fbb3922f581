import { nearestNames } from '@understudy/command-line';
import type { Topology } from '@understudy/topology';
import { CliError } from '../errors.ts';

const SUGGESTED = 3;

/** What of a service can be under maintenance, by name: regions, the witness's and Linode's too, pools, and balancers. */
function subjectsOf({ regions, pools, balancers, orchestrator }: Topology): readonly string[] {
  const watched = orchestrator?.servers?.balancers ?? [];
  const nodes = [...(balancers?.nodes ?? []), ...watched];
  const named = [...regions.data, ...regions.witness.endpoints, ...pools, ...nodes];
  const linode = pools.flatMap(({ region, fallbackRegions }) => [region, ...fallbackRegions]);
  return [...named.map(({ name }) => name), ...linode];
}

/** Whether a name is that of an instance of a pool, whichever it is of those that were there one after the other. */
function isServer(name: string, { service, pools }: Topology): boolean {
  return pools.some(({ name: pool }) => {
    const prefix = `${service}-${pool}-`;
    return name.startsWith(prefix) && /^[1-9]\d{0,3}-g[1-9]\d{0,5}$/.test(name.slice(prefix.length));
  });
}

/**
 * Refuses a name that the topology does not have.
 * @param besides what is under maintenance already, and may have left the topology since
 * @throws CliError `UND_CLI_SUBJECT_UNKNOWN`
 */
export function requireSubject(name: string, topology: Topology, besides: readonly string[] = []): void {
  const known = [...new Set([...subjectsOf(topology), ...besides])];
  if (known.includes(name) || isServer(name, topology)) return;
  const nearest = nearestNames(name, known, SUGGESTED);
  const hint = nearest.length === 0 ? `Known: ${known.join(', ')}.` : `Did you mean ${nearest.join(', ')}?`;
  throw new CliError('UND_CLI_SUBJECT_UNKNOWN', {
    what: `"${name}" is no region, pool, server or balancer of the topology. ${hint}`,
    details: { subject: name, known },
  });
}

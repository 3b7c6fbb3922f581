import { nearestNames } from '@understudy/command-line';
import type { Topology } from '@understudy/topology';
import { CliError } from '../errors.ts';

const SUGGESTED = 3;

/** What of a service can be under maintenance, by name: regions, the witness's too, pools, and nodes of balancers. */
function subjectsOf({ regions, pools, balancers }: Topology): readonly string[] {
  const named = [...regions.data, ...regions.witness.endpoints, ...pools, ...(balancers?.nodes ?? [])];
  return named.map(({ name }) => name);
}

/**
 * Refuses a name that the topology does not have.
 * @param besides what is under maintenance already, and may have left the topology since
 * @throws CliError `UND_CLI_SUBJECT_UNKNOWN`
 */
export function requireSubject(name: string, topology: Topology, besides: readonly string[] = []): void {
  const known = [...new Set([...subjectsOf(topology), ...besides])];
  if (known.includes(name)) return;
  const nearest = nearestNames(name, known, SUGGESTED);
  const hint = nearest.length === 0 ? `Known: ${known.join(', ')}.` : `Did you mean ${nearest.join(', ')}?`;
  throw new CliError('UND_CLI_SUBJECT_UNKNOWN', {
    what: `"${name}" is no region, pool or node of a balancer of the topology. ${hint}`,
    details: { subject: name, known },
  });
}

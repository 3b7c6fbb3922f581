import { nearestNames } from '@understudy/command-line';
import { isPoolServer, maintenanceSubjects } from '@understudy/findings';
import type { Topology } from '@understudy/topology';
import { CliError } from '../errors.ts';

const SUGGESTED = 3;

/**
 * Refuses a name that the topology does not have.
 * @param besides what is under maintenance already, and may have left the topology since
 * @throws CliError `UND_CLI_SUBJECT_UNKNOWN`
 */
export function requireSubject(name: string, topology: Topology, besides: readonly string[] = []): void {
  const known = [...new Set([...maintenanceSubjects(topology), ...besides])];
  if (known.includes(name) || isPoolServer(name, topology)) return;
  const nearest = nearestNames(name, known, SUGGESTED);
  const hint = nearest.length === 0 ? `Known: ${known.join(', ')}.` : `Did you mean ${nearest.join(', ')}?`;
  throw new CliError('UND_CLI_SUBJECT_UNKNOWN', {
    what: `"${name}" is no region, pool, server or balancer of the topology. ${hint}`,
    details: { subject: name, known },
  });
}

import { checkRepeats } from './check-repeats.ts';
import type { Finding } from './place-problem.ts';
import { listAt, valueAt } from './value-at.ts';

/** What holds between several values of `orchestrator.servers` and the sections that it needs. */
export function checkServers(file: unknown): Finding[] {
  const servers = valueAt(file, ['orchestrator', 'servers']);
  if (servers === undefined) return [];
  const balancers = listAt(file, ['orchestrator', 'servers', 'balancers']);
  return [
    ...checkRepeats(balancers, 'UND_TOPOLOGY_BALANCER_DUPLICATE', 'another balancer'),
    ...checkTraffic(file),
  ];
}

function checkTraffic(file: unknown): Finding[] {
  if (valueAt(file, ['traffic']) !== undefined) return [];
  return [
    {
      code: 'UND_TOPOLOGY_SERVERS_WITHOUT_TRAFFIC',
      path: ['orchestrator', 'servers'],
      at: 'key',
      expected: 'no such key, or a section traffic',
      says: 'needs the section traffic',
    },
  ];
}

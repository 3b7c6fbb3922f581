import { parseInstanceLabel } from '@understudy/linode-provisioner';
import type { RunningServer } from '@understudy/haproxy-runtime';
import type { Traffic } from '@understudy/topology';
import type { ServerState } from '@understudy/findings';
import type { ShownServer } from '../observe/server-eyes.ts';

/** The worse of two backends counts; what a person has taken out of one is theirs. */
const RANK: Readonly<Record<ServerState, number>> = { up: 0, down: 1, resting: 2 };

/** The instances of pools among the servers of a balancer, once each. Pure. */
export function shownServers(
  service: string,
  { backends }: Pick<Traffic, 'backends'>,
  running: readonly RunningServer[],
): readonly ShownServer[] {
  const pools = new Map(backends.map(({ name, pool }) => [name, pool]));
  const shown = new Map<string, ShownServer>();
  for (const server of running) {
    const pool = pools.get(server.backend);
    const place = parseInstanceLabel(service, server.name);
    if (pool === undefined || place?.pool !== pool) continue;
    const { name, check } = server;
    const now: ShownServer = { ...place, name, state: stateOf(server), check };
    const other = shown.get(name);
    if (other === undefined || RANK[now.state] > RANK[other.state]) shown.set(name, now);
  }
  return [...shown.values()];
}

function stateOf({ maintenance, state }: RunningServer): ServerState {
  if (maintenance) return 'resting';
  return state === 'up' || state === 'starting' ? 'up' : 'down';
}

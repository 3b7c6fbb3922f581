import type {
  BalancedServer,
  BalancerSight,
  LinodeServer,
  PoolFacts,
  ServersSight,
} from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { freshBalancers } from './fresh-balancers.ts';

/** One server as one balancer shows it. */
interface Check {
  readonly balancer: BalancerSight;
  readonly server: BalancedServer;
}

/**
 * The server at one place of a pool, as all balancers of which anything is known show it: `partly` is up for some and down for
 * others; `absent` is served by none; `unknown`: no balancer is seen.
 */
export interface SeenServer {
  readonly pool: PoolFacts;
  readonly slot: number;
  /** The instance that is meant: the newest of its place that a balancer serves; where none does, the newest that is known. */
  readonly name: string;
  /** As Linode lists it; absent where it does not, or was never seen. */
  readonly instance?: LinodeServer;
  readonly state: 'up' | 'down' | 'partly' | 'resting' | 'absent' | 'unknown';
  /** How long in ms every balancer that has it has shown it as down; 0 where it is not. */
  readonly downForMs: number;
  readonly checks: readonly Check[];
  /** A newer instance of its place, which no balancer serves yet. */
  readonly newer?: string;
}

/** The servers of the pools in their order, one for each place at which one is known. Pure. */
export function listServers(sight: ServersSight, settings: ServerSettings): readonly SeenServer[] {
  const fresh = freshBalancers(sight, settings);
  return sight.pools.flatMap((pool) => {
    const listed = (sight.linode?.servers ?? []).filter((server) => server.pool === pool.name);
    const checks = fresh.flatMap((balancer) =>
      balancer.servers
        .filter((server) => server.pool === pool.name)
        .map((server): Check => ({ balancer, server })),
    );
    const slots = new Set([...listed, ...checks.map(({ server }) => server)].map(({ slot }) => slot));
    return [...slots]
      .sort((one, other) => one - other)
      .map((slot) =>
        describeSlot(
          pool,
          slot,
          listed.filter((server) => server.slot === slot),
          checks.filter(({ server }) => server.slot === slot),
          fresh.length > 0,
        ),
      );
  });
}

function describeSlot(
  pool: PoolFacts,
  slot: number,
  listed: readonly LinodeServer[],
  checks: readonly Check[],
  isSeen: boolean,
): SeenServer {
  const newest = newestOf(listed);
  const meant = newestOf(checks.map(({ server }) => server)) ?? newest;
  const name = meant?.name ?? '';
  const own = checks.filter(({ server }) => server.name === name);
  const instance = listed.find((server) => server.name === name);
  const isNewer = newest !== undefined && newest.generation > (meant?.generation ?? 0);
  const state = stateOf(own, isSeen);
  const downForMs = state === 'down' ? Math.min(...own.map(({ server }) => server.forMs)) : 0;
  return {
    pool,
    slot,
    name,
    ...(instance !== undefined && { instance }),
    state,
    downForMs,
    checks: own,
    ...(isNewer && { newer: newest.name }),
  };
}

function newestOf<T extends { readonly generation: number }>(servers: readonly T[]): T | undefined {
  return [...servers].sort((one, other) => other.generation - one.generation)[0];
}

function stateOf(checks: readonly Check[], isSeen: boolean): SeenServer['state'] {
  if (!isSeen) return 'unknown';
  if (checks.length === 0) return 'absent';
  const states = new Set(checks.map(({ server }) => server.state));
  if (states.has('resting')) return 'resting';
  if (states.size > 1) return 'partly';
  return states.has('up') ? 'up' : 'down';
}

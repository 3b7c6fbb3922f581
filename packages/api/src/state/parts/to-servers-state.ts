import type { BalancerState, RepairsState, ServersState, ServerState } from '@understudy/api-contract';
import {
  REPAIR_BLOCKS,
  type BalancerSight,
  type LinodeSight,
  type Repair,
  type ServersSight,
  type WatchedRepairs,
} from '@understudy/findings';

export interface ServersView {
  readonly by: string;
  readonly nowMs: number;
  /** What is older counts as not seen. */
  readonly staleMs: number;
  /** Names under maintenance. */
  readonly resting: ReadonlySet<string>;
}

/** Servers by name, over all balancers and Linode's list. */
export function toServersState(sight: ServersSight, view: ServersView): ServersState {
  const { by, staleMs } = view;
  const { pools, balancers, linode } = sight;
  const isFresh = ({ ageMs = Infinity }: { readonly ageMs?: number }) => ageMs <= staleMs;
  return {
    by,
    pools: pools.map(({ name, count, regions, restarts }) => ({ name, count, regions, restarts })),
    balancers: balancers.map((each) => toBalancer(each, isFresh(each))),
    servers: serversOf(balancers.filter(isFresh), linode, view),
    ...(linode !== undefined && {
      linode: {
        fresh: isFresh(linode),
        ...(linode.atMs !== undefined && { seenMs: linode.atMs }),
        ...(linode.why !== undefined && { why: linode.why }),
        regions: linode.regions,
      },
    }),
  };
}

function toBalancer({ name, atMs, missed, why, servers }: BalancerSight, fresh: boolean): BalancerState {
  const count = (state: string) => servers.filter((server) => server.state === state).length;
  return {
    name,
    fresh,
    ...(atMs !== undefined && { seenMs: atMs }),
    missed,
    ...(why !== undefined && { why }),
    up: count('up'),
    down: count('down'),
    resting: count('resting'),
  };
}

function serversOf(
  balancers: readonly BalancerSight[],
  linode: LinodeSight | undefined,
  { nowMs, resting }: ServersView,
): readonly ServerState[] {
  const servers = new Map<string, ServerState>();
  const placeOf = ({
    name,
    pool,
    slot,
    generation,
  }: Pick<ServerState, 'name' | 'pool' | 'slot' | 'generation'>) =>
    servers.get(name) ?? {
      name,
      pool,
      slot,
      generation,
      balancers: [],
      maintenance: resting.has(name) || resting.has(pool),
    };
  for (const balancer of balancers) {
    for (const server of balancer.servers) {
      const known = placeOf(server);
      // In whole seconds: it is measured again at each look, and stays the same for people.
      const sinceMs = Math.round((nowMs - server.forMs) / 1_000) * 1_000;
      const line = { balancer: balancer.name, state: server.state, sinceMs, check: server.check };
      servers.set(server.name, { ...known, balancers: [...known.balancers, line] });
    }
  }
  for (const server of linode?.servers ?? []) {
    const { region, status, answers } = server;
    servers.set(server.name, {
      ...placeOf(server),
      linode: { region, status, ...(answers !== undefined && { answers }) },
    });
  }
  return [...servers.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Repairs that the leader plans, and those that were made. */
export function toRepairsState(planned: WatchedRepairs | undefined, made: readonly Repair[]): RepairsState {
  return {
    planned: (planned?.repairs ?? []).map(({ blocks, ...repair }) => {
      const sinceMs = planned?.neededSinceMs[repair.server];
      return {
        ...repair,
        blocks: blocks.map(({ code, what }) => {
          const remedy = Object.hasOwn(REPAIR_BLOCKS, code) ? REPAIR_BLOCKS[code] : undefined;
          return { code, what, ...(remedy !== undefined && { remedy }) };
        }),
        ...(sinceMs !== undefined && { sinceMs }),
      };
    }),
    made: made.map(({ pool, slot, attempts }) => ({
      pool,
      slot,
      attempts: attempts.map(({ resumed: _resumed, commanded: _commanded, ...attempt }) => attempt),
    })),
  };
}

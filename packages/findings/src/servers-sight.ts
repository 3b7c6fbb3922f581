/** How one balancer serves one server: `resting` was taken out by a person or a program and is not checked. */
export type ServerState = 'up' | 'down' | 'resting';

/** A server of a pool, by its place: the n-th of its pool, and which one it is of those that were there one after the other. */
export interface ServerPlace {
  readonly pool: string;
  /** From 1. */
  readonly slot: number;
  /** From 1. */
  readonly generation: number;
}

/** A server of a pool, as one balancer checks it. */
export interface BalancedServer extends ServerPlace {
  /** The instance's label. */
  readonly name: string;
  readonly state: ServerState;
  /** How long in ms the leader has seen this balancer show that state, by the leader's monotonic clock. */
  readonly forMs: number;
  /** HAProxy's word for its last check, `L4CON`; empty before the first. */
  readonly check: string;
}

/** One balancer, as the leader sees it. Unless it was seen within the age that counts, nothing is known of its servers. */
export interface BalancerSight {
  readonly name: string;
  /** Wall time in ms at which the last look that was answered began; absent: none ever was. */
  readonly atMs?: number;
  /** How long ago that is in ms, by the leader's monotonic clock. */
  readonly ageMs?: number;
  /** Looks in a row without an answer. */
  readonly missed: number;
  /** Why the last look had none. */
  readonly why?: string;
  /** As it answered last. */
  readonly servers: readonly BalancedServer[];
}

/** An instance of a pool, as Linode's API lists it. */
export interface LinodeServer extends ServerPlace {
  readonly name: string;
  readonly region: string;
  /** Linode's word: running, offline, booting, … */
  readonly status: string;
  /** Whether its app answered the leader's own question for its health; absent where it was not asked. */
  readonly answers?: boolean;
}

/** What Linode's API says, as the leader sees it. */
export interface LinodeSight {
  /** As of a balancer. */
  readonly atMs?: number;
  readonly ageMs?: number;
  readonly missed: number;
  readonly why?: string;
  readonly servers: readonly LinodeServer[];
  /** Those that the pools name. */
  readonly regions: readonly { readonly id: string; readonly status: 'ok' | 'outage' }[];
}

/** What the topology says of a pool. */
export interface PoolFacts {
  readonly name: string;
  readonly count: number;
  /** Linode's regions in the order in which they are taken; the first is the pool's own. */
  readonly regions: readonly string[];
  /** Whether its app is a service that can be restarted on its machine. */
  readonly restarts: boolean;
}

/** Balancers, servers and Linode, as the leader sees them. */
export interface ServersSight {
  readonly pools: readonly PoolFacts[];
  readonly balancers: readonly BalancerSight[];
  /** Absent where there are no pools. */
  readonly linode?: LinodeSight;
}

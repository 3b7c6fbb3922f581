import type { PoolMember } from '@understudy/haproxy-config';
import type { Plan } from '@understudy/haproxy-runtime';

/** The members of each pool. */
export type Pools = Readonly<Record<string, readonly PoolMember[]>>;

/** A member of a pool, by its names. */
export interface MemberId {
  readonly pool: string;
  readonly name: string;
}

/** What a balancer serves. */
export interface WantedTraffic {
  readonly pools: Pools;
  /** Members that get no requests and are not checked. */
  readonly maintenance: readonly MemberId[];
}

/** One balancer in front of the pools. */
export interface Balancer {
  /** For people. */
  readonly name: string;
  /** What `apply` would do. Changes nothing. */
  plan(wanted: WantedTraffic): Promise<Plan>;
  /** Brings it to what is wanted, in the least disruptive way: who leaves is drained. Safe to repeat. */
  apply(wanted: WantedTraffic): Promise<void>;
  close(): Promise<void>;
}

import type { BalancedServer, LinodeSight, PoolFacts } from '@understudy/findings';

/** A server as a balancer shows it at one moment. */
export type ShownServer = Omit<BalancedServer, 'forMs'>;

/** How an orchestrator sees balancers, servers and Linode. */
export interface ServerEyes {
  readonly pools: readonly PoolFacts[];
  readonly balancers: readonly BalancerEye[];
  /** Absent where there are no pools. */
  readonly linode?: LinodeEye;
}

export interface BalancerEye {
  readonly name: string;
  /** The servers of pools that it serves now. Throws where it does not answer. */
  look(signal: AbortSignal): Promise<readonly ShownServer[]>;
}

export interface LinodeEye {
  /**
   * The instances of the pools, and the regions that pools name. Throws where the API does not answer.
   * @param suspects servers whose app is asked for its health, by name
   */
  look(suspects: ReadonlySet<string>, signal: AbortSignal): Promise<Pick<LinodeSight, 'servers' | 'regions'>>;
}

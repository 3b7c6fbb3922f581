import type { Finished } from '../workload/traffic-meter.ts';
import type { Stretch } from './measure-stretch.ts';

/** What the death of one server cost. Times are milliseconds. */
export interface ServerCrash {
  readonly label: string;
  /** Requests of visitors that were under way when it died. */
  readonly underWay: number;
  /** From the crash until all servers served again. */
  readonly tookMs: number;
  readonly stretch: Stretch;
}

/** What the replacement of every server cost. Times are milliseconds. */
export interface ServerReplacement {
  readonly servers: number;
  readonly tookMs: number;
  readonly stretch: Stretch;
}

/** What was written down of the shop. */
export interface ShopFindings {
  readonly crash: ServerCrash;
  readonly replacement: ServerReplacement;
  /** Every request of the visitors. */
  readonly finished: readonly Finished[];
  /** While the writer region died and was failed over, and while it was switched back as planned. */
  readonly failover: Stretch;
  readonly switchover: Stretch;
  readonly placed: number;
  readonly lostOrders: readonly string[];
  /** Requests answered, by server. */
  readonly servers: ReadonlyMap<string, number>;
}

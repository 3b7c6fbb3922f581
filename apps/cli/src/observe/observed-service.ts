import type { Doubt, RegionSight } from '@understudy/findings';

/** One look of one machine at everything that a service needs. */
export interface ObservedService {
  readonly service: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** In the topology's order; one that could not be looked at in time is absent. */
  readonly regions: readonly RegionSight[];
  readonly witness: {
    /** The names of its endpoints. */
    readonly name: string;
    readonly tookMs?: number;
    /** Why it gave no route. */
    readonly why?: string;
  };
  /** Why this machine's looks can't be trusted. */
  readonly doubts: readonly Doubt[];
}

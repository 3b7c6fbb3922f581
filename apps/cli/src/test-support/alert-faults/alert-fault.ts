import type { WatchedService } from '../watched-service.ts';

/** A fault that the local cloud can make, and the alerts that it has to raise. */
export interface AlertFault {
  /** What happens, for the table. */
  readonly what: string;
  readonly raises: readonly `Understudy${string}`[];
  /** Makes it; gives the way to end it. */
  readonly begin: (service: WatchedService) => Promise<() => Promise<void>>;
}

/** Faults that are made together, since none hides the alerts of another. */
export interface AlertFaultGroup {
  readonly name: string;
  readonly faults: readonly AlertFault[];
}

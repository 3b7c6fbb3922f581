/** What one observer knows at this moment. */
export interface ObserverView {
  readonly name: string;
  /** It lives and runs: a policy can ask it. */
  readonly answers: boolean;
  /** Whether it reaches the store through which observers agree. */
  readonly reachesStore: boolean;
  /** How many looks in a row it has missed, by region. */
  readonly missed: ReadonlyMap<string, number>;
}

/** The service as a policy sees it. */
interface PolicyView {
  readonly writer: string;
  readonly standby: string;
  readonly observers: readonly ObserverView[];
  /** Whether the standby still receives the writer's changes. */
  readonly replicates: boolean;
}

/** Another way to decide that the writer is gone. It moves the writer at once, and does not look again. */
export interface Policy {
  readonly name: string;
  readonly wantsFailover: (view: PolicyView) => boolean;
}

/** How many looks in a row the observer has missed. */
export function missedBy(observer: ObserverView | undefined, region: string): number {
  return observer?.missed.get(region) ?? 0;
}

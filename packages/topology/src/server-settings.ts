/** A balancer that is watched and changed. */
export interface WatchedBalancer {
  readonly name: string;
  /** `user@host`; absent: HAProxy runs on the machine of the orchestrator. */
  readonly ssh?: string;
  readonly statsSocket: string;
  readonly masterSocket: string;
  readonly configFile: string;
  readonly stateFile: string;
  readonly log: '/dev/log' | 'stdout';
  /** Whether HAProxy stays the user that starts it. */
  readonly keepUser: boolean;
}

/** How servers are watched and repaired. Times in ms. */
export interface ServerSettings {
  /** Whether servers are repaired without a person. */
  readonly automatic: boolean;
  /** At least one, each name once. */
  readonly balancers: readonly WatchedBalancer[];
  /** From one look at a balancer, or at Linode's API, to the next. */
  readonly lookEveryMs: number;
  /** Of one look. */
  readonly lookLimitMs: number;
  /** So long a server has to be down before it is repaired. */
  readonly downForMs: number;
  /** Of a pool, at once; 1 to 100. */
  readonly mostPercent: number;
  /** Within it of the end of a repair the next one of the same server is the next rung. */
  readonly pauseMs: number;
  readonly restartLimitMs: number;
  readonly rebootLimitMs: number;
  readonly replaceLimitMs: number;
}

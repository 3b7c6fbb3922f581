/** Something of an ordinary day that must cost nothing, and when it begins, in ms since the day's begin. */
export type Noise = { readonly atMs: number; readonly forMs: number } &
  /** Requests and answers on the lines from a process, or from all of them, to a place wait until it is over. */
  (
    | { readonly what: 'spike'; readonly from: string; readonly to: string }
    /** A process does not run. */
    | { readonly what: 'pause'; readonly process: string }
    /** The control store, with the route in it, answers no one: it refuses, or it is silent. */
    | { readonly what: 'away'; readonly as: 'refusing' | 'silent' }
  );

/** In the place of a process: all of them. */
export const EVERYONE = 'everyone';

export const ORCHESTRATORS = ['orch-1', 'orch-2', 'orch-3'] as const;
export const APPLICATIONS = ['app-1', 'app-2'] as const;
export const REGIONS = ['us-east-1', 'eu-central-1'] as const;
export const WITNESS = 'witness';

export const SPIKE_MS = 1_000;
export const PAUSE_MS = 500;
export const AWAY_MS = 3_600_000;

/** Something that fails for a while, and from when, in ms since the begin. */
export type Outage = { readonly atMs: number; readonly forMs: number } & (
  | { readonly what: 'region'; readonly region: string }
  /** A region that answers, but throttles: it takes requests, and a failover would lose some. */
  | { readonly what: 'throttled'; readonly region: string }
  /** A region that answers late. */
  | { readonly what: 'slow'; readonly region: string }
  /** One observer's own line to a region. */
  | { readonly what: 'line'; readonly observer: string; readonly region: string }
  /** One observer's own line to the control store. */
  | { readonly what: 'store'; readonly observer: string }
  /** The same, one way: the store does what the observer asks, and its answers are lost. */
  | { readonly what: 'deaf'; readonly observer: string }
  /** The whole control store, with the route in it, for everyone. */
  | { readonly what: 'witness' }
  | { readonly what: 'paused'; readonly observer: string }
  /** It dies, and is started again. */
  | { readonly what: 'killed'; readonly observer: string }
  | Strike
  | PersonalMove
);

/** The orchestrator that carries out the next move dies, or is paused, at a call that it makes for it. */
interface Strike {
  readonly what: 'struck';
  readonly by: 'death' | 'pause';
  /** Counted from the first after it has taken the intent. */
  readonly call: number;
  /** Whether that call still takes effect. */
  readonly effect: 'applied' | 'lost';
}

/**
 * A person asks for a switchover: by an intent, or by their own mover (`--without-orchestrator`). Their command dies, or is paused for
 * `forMs`, at its `call`-th call; at none where that is 0.
 */
export interface PersonalMove {
  readonly what: 'switchover';
  readonly through: 'intent' | 'mover';
  readonly by: 'death' | 'pause';
  readonly call: number;
  readonly effect: 'applied' | 'lost';
}

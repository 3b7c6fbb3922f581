/** Something that fails for a while, and from when, in ms since the begin. */
export type Outage = { readonly atMs: number; readonly forMs: number } & (
  | { readonly what: 'region'; readonly region: string }
  /** A region that answers, but throttles: it takes requests, and a failover would lose some. */
  | { readonly what: 'throttled'; readonly region: string }
  /** One observer's own line to a region. */
  | { readonly what: 'line'; readonly observer: string; readonly region: string }
  /** One observer's own line to the control store. */
  | { readonly what: 'store'; readonly observer: string }
  | { readonly what: 'paused'; readonly observer: string }
  /** It dies, and is started again. */
  | { readonly what: 'killed'; readonly observer: string }
);

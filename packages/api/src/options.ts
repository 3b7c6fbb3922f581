import type { Clock, Randomness, Telemetry } from '@understudy/core';
import type { ApiSources } from './state/api-sources.ts';

export interface ApiOptions {
  readonly sources: ApiSources;
  /** A name or an address of this machine. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Certificate chain and private key, PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The file of tokens; sessions are kept beside it. */
  readonly tokens: string;
  /** The folder of the built console; absent or not there: a page says so. */
  readonly console?: string;
  readonly version: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
  /** What `/metrics` answers. */
  readonly metrics: () => string | Promise<string>;
  readonly limits?: Partial<ApiLimits>;
}

export interface ApiLimits {
  /** Requests of one address within 10 s. */
  readonly requests: number;
  /** Wrong tokens of one address within 10 s before it has to wait. */
  readonly wrongTokens: number;
  readonly bodyBytes: number;
  readonly streams: number;
  /** From one reading of the control store to the next, in ms. */
  readonly everyMs: number;
}

export const DEFAULT_API_LIMITS: ApiLimits = {
  requests: 4_000,
  wrongTokens: 20,
  bodyBytes: 64 * 1_024,
  streams: 500,
  everyMs: 1_000,
};

/** Within which requests and wrong tokens are counted. In ms. */
export const LIMIT_WINDOW_MS = 10_000;

import type { Clock } from '@understudy/core';
import type { LinodeCloudOptions, LinodeRates, RateLimit } from './types.ts';

const MINUTE_MS = 60_000;

const REAL: LinodeRates = {
  create: { calls: 20, perMs: 15_000 },
  stats: { calls: 50, perMs: MINUTE_MS },
  list: { calls: 200, perMs: MINUTE_MS },
  other: { calls: 1600, perMs: MINUTE_MS },
};

const NONE: RateLimit = { calls: 1_000_000, perMs: MINUTE_MS };

/** Whether a call may pass, and what the API says of it in its headers. */
export interface RateOutcome {
  readonly passes: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts calls in windows, one for each kind of call. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #rates: LinodeRates;
  readonly #windows = new Map<keyof LinodeRates, { startedMs: number; used: number }>();

  constructor(rates: LinodeCloudOptions['rates'] = 'none', clock: Clock) {
    this.#clock = clock;
    const none = { create: NONE, stats: NONE, list: NONE, other: NONE };
    this.#rates = rates === 'real' ? REAL : { ...none, ...(rates === 'none' ? {} : rates) };
  }

  take(method: string, path: string): RateOutcome {
    const kind = kindOf(method, path);
    const { calls, perMs } = this.#rates[kind];
    const nowMs = this.#clock.monotonicMs();
    let window = this.#windows.get(kind);
    if (window === undefined || nowMs - window.startedMs >= perMs) {
      window = { startedMs: nowMs, used: 0 };
      this.#windows.set(kind, window);
    }
    const passes = window.used < calls;
    if (passes) window.used += 1;
    const leftMs = window.startedMs + perMs - nowMs;
    return {
      passes,
      headers: {
        'X-RateLimit-Limit': String(calls),
        'X-RateLimit-Remaining': String(calls - window.used),
        'X-RateLimit-Reset': String(Math.ceil((this.#clock.wallMs() + leftMs) / 1000)),
        ...(passes ? {} : { 'Retry-After': String(Math.ceil(leftMs / 1000)) }),
      },
    };
  }
}

function kindOf(method: string, path: string): keyof LinodeRates {
  if (method === 'POST' && path === '/linode/instances') return 'create';
  if (path.endsWith('/stats')) return 'stats';
  if (method === 'GET' && !/\/[^/]*\d[^/]*$/.test(path)) return 'list';
  return 'other';
}

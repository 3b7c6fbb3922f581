import { renderMetric, type Sample } from '@understudy/telemetry';
import { GATEWAY_REQUEST_METRICS } from './metrics.ts';
import { ITEM_OPERATIONS } from './read-target.ts';

const { understudy_gateway_requests_total: REQUESTS, understudy_gateway_request_seconds: DURATIONS } =
  GATEWAY_REQUEST_METRICS;

/** Upper bounds of the histogram's buckets, in milliseconds. */
const BOUNDS_MS = DURATIONS.buckets.map((seconds) => seconds * 1_000);

/** Answers that every operation on items may have; their counters are 0 from the start. */
const EXPECTED_STATUSES = [200, 400, 500, 503];

/** The operation and status of requests that an overloaded gateway refuses before it reads them; 0 from the start, too. */
const REFUSED = 'refused';
const OVERLOADED = 400;

interface Durations {
  readonly counts: number[];
  sumMs: number;
  count: number;
}

/** Counts answered requests and their durations, and renders both in Prometheus's text format. */
export class RequestTally {
  readonly #requests = new Map<string, Map<number, number>>();
  readonly #durations = new Map<string, Durations>();

  constructor() {
    for (const operation of ITEM_OPERATIONS) {
      this.#requests.set(operation, new Map(EXPECTED_STATUSES.map((status) => [status, 0])));
      this.#durations.set(operation, noDurations());
    }
    this.#requests.set(REFUSED, new Map([[OVERLOADED, 0]]));
  }

  /** One request that was answered. */
  add(operation: string, status: number, tookMs: number): void {
    let statuses = this.#requests.get(operation);
    if (statuses === undefined) this.#requests.set(operation, (statuses = new Map<number, number>()));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    let durations = this.#durations.get(operation);
    if (durations === undefined) this.#durations.set(operation, (durations = noDurations()));
    durations.sumMs += tookMs;
    durations.count += 1;
    const at = BOUNDS_MS.findIndex((bound) => tookMs <= bound);
    if (at >= 0) durations.counts[at] = (durations.counts[at] ?? 0) + 1;
  }

  text(): string {
    return (
      renderMetric('understudy_gateway_requests_total', REQUESTS, this.#counted()) +
      renderMetric('understudy_gateway_request_seconds', DURATIONS, this.#timed())
    );
  }

  *#counted(): Generator<Sample> {
    for (const [operation, statuses] of this.#requests) {
      for (const [status, value] of statuses) yield { labels: { operation, status: String(status) }, value };
    }
  }

  *#timed(): Generator<Sample> {
    for (const [operation, { counts, sumMs, count }] of this.#durations) {
      let below = 0;
      for (const [at, bound] of DURATIONS.buckets.entries()) {
        below += counts[at] ?? 0;
        yield { labels: { operation, le: String(bound) }, value: below, suffix: '_bucket' };
      }
      yield { labels: { operation, le: '+Inf' }, value: count, suffix: '_bucket' };
      yield { labels: { operation }, value: sumMs / 1_000, suffix: '_sum' };
      yield { labels: { operation }, value: count, suffix: '_count' };
    }
  }
}

function noDurations(): Durations {
  return { counts: BOUNDS_MS.map(() => 0), sumMs: 0, count: 0 };
}

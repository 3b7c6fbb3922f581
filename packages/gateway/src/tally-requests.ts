/** Upper bounds of the latencies that are told apart, in milliseconds. */
const BOUNDS_MS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;

interface Latencies {
  readonly counts: number[];
  sumMs: number;
  count: number;
}

/**
 * What requests came to, in Prometheus's text format. Kept in plain numbers, since every request pays for it.
 */
export class RequestTally {
  readonly #requests = new Map<string, Map<number, number>>();
  readonly #latencies = new Map<string, Latencies>();

  /** One request that was answered. */
  add(operation: string, status: number, tookMs: number): void {
    let statuses = this.#requests.get(operation);
    if (statuses === undefined) this.#requests.set(operation, (statuses = new Map<number, number>()));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    let latencies = this.#latencies.get(operation);
    if (latencies === undefined) {
      latencies = { counts: BOUNDS_MS.map(() => 0), sumMs: 0, count: 0 };
      this.#latencies.set(operation, latencies);
    }
    latencies.sumMs += tookMs;
    latencies.count += 1;
    const at = BOUNDS_MS.findIndex((bound) => tookMs <= bound);
    if (at >= 0) latencies.counts[at] = (latencies.counts[at] ?? 0) + 1;
  }

  text(): string {
    const lines = [
      '# HELP understudy_gateway_requests_total Requests answered, by operation and status.',
      '# TYPE understudy_gateway_requests_total counter',
    ];
    for (const [operation, statuses] of this.#requests) {
      for (const [status, count] of statuses) {
        lines.push(
          `understudy_gateway_requests_total{operation="${operation}",status="${String(status)}"} ${String(count)}`,
        );
      }
    }
    const name = 'understudy_gateway_request_seconds';
    lines.push(`# HELP ${name} From the whole request to its answer.`, `# TYPE ${name} histogram`);
    for (const [operation, { counts, sumMs, count }] of this.#latencies) {
      let below = 0;
      for (const [at, bound] of BOUNDS_MS.entries()) {
        below += counts[at] ?? 0;
        lines.push(`${name}_bucket{operation="${operation}",le="${String(bound / 1_000)}"} ${String(below)}`);
      }
      lines.push(`${name}_bucket{operation="${operation}",le="+Inf"} ${String(count)}`);
      lines.push(`${name}_sum{operation="${operation}"} ${String(sumMs / 1_000)}`);
      lines.push(`${name}_count{operation="${operation}"} ${String(count)}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

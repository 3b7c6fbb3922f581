/** One request of the workload that has ended. Times are monotonic milliseconds since the drill began. */
export interface Finished {
  readonly kind: 'read' | 'write';
  /** For people: "transaction order-17". */
  readonly what: string;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Neither answered nor rejected by its own condition. */
  readonly failed: boolean;
  readonly error?: string;
  /** Answered by a region that may have lacked acknowledged writes; the client says so with every answer. */
  readonly stale?: boolean;
}

/** What the view shows of the traffic now. */
export interface TrafficRates {
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly failedPerSecond: number;
  /** Failed since the drill began. */
  readonly failed: number;
  /** Sent and not answered. */
  readonly waiting: number;
  readonly longestWaitingMs: number;
  /** Of the requests that ended within the window; `undefined` where none did. */
  readonly medianMs?: number;
  readonly p99Ms?: number;
}

const WINDOW_MS = 3_000;
/** With the cloud left up for hours, the oldest requests are forgotten; a drill itself stays far below. */
const MOST_KEPT = 200_000;

/** Counts requests as they begin and end. */
export class TrafficMeter {
  readonly #waiting = new Map<number, { readonly startedMs: number }>();
  #finished: Finished[] = [];
  #failed = 0;
  #next = 0;

  begin(nowMs: number): number {
    const id = (this.#next += 1);
    this.#waiting.set(id, { startedMs: nowMs });
    return id;
  }

  end(id: number, finished: Finished): void {
    this.#waiting.delete(id);
    this.#finished.push(finished);
    if (finished.failed) this.#failed += 1;
    if (this.#finished.length > MOST_KEPT) this.#finished = this.#finished.slice(MOST_KEPT / 2);
  }

  get finished(): readonly Finished[] {
    return this.#finished;
  }

  /** When the oldest request was sent that has not ended; `Infinity` where none is under way. */
  get oldestWaitingMs(): number {
    return Math.min(...[...this.#waiting.values()].map(({ startedMs }) => startedMs));
  }

  rates(nowMs: number): TrafficRates {
    const fromMs = nowMs - WINDOW_MS;
    const recent: Finished[] = [];
    for (let at = this.#finished.length - 1; at >= 0; at -= 1) {
      const each = this.#finished[at];
      if (each === undefined || each.endedMs < fromMs) break;
      recent.push(each);
    }
    const perSecond = (matches: (each: Finished) => boolean) =>
      (recent.filter(matches).length * 1000) / Math.min(WINDOW_MS, Math.max(1, nowMs));
    const latencies = recent.map(({ startedMs, endedMs }) => endedMs - startedMs).sort((a, b) => a - b);
    return {
      readsPerSecond: perSecond(({ kind, failed }) => kind === 'read' && !failed),
      writesPerSecond: perSecond(({ kind, failed }) => kind === 'write' && !failed),
      failedPerSecond: perSecond(({ failed }) => failed),
      failed: this.#failed,
      waiting: this.#waiting.size,
      longestWaitingMs: Math.max(0, nowMs - this.oldestWaitingMs),
      ...percentiles(latencies),
    };
  }
}

function percentiles(sorted: readonly number[]): { medianMs?: number; p99Ms?: number } {
  const medianMs = sorted[Math.floor(sorted.length / 2)];
  const p99Ms = sorted[Math.floor(sorted.length * 0.99)];
  return medianMs === undefined || p99Ms === undefined ? {} : { medianMs, p99Ms };
}

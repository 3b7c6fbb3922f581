import type { HistoryPoint, LinkState, MetricsHistory, RouteState } from '@understudy/api-contract';
import type { Clock } from '@understudy/core';
import { lookAtWriter } from './answers/look-at-writer.ts';
import { repeat } from './repeat.ts';
import type { ServiceState } from './service-state.ts';

export interface MetricsRecorderOptions {
  readonly state: ServiceState;
  readonly clock: Clock;
  readonly everyMs?: number;
  /** Points that are kept: an hour of them unless given. */
  readonly most?: number;
  readonly onFault: (error: unknown) => void;
}

/** More links than this have no series each: the furthest behind is in the points. */
const MOST_LINKS = 200;

/** The main figures of the last hour, in this process's memory. */
export class MetricsRecorder {
  readonly #options: Required<MetricsRecorderOptions>;
  readonly #stopping = new AbortController();
  readonly #points: HistoryPoint[] = [];
  readonly #links = new Map<string, (number | null)[]>();
  #running: Promise<void> | undefined;

  constructor({ everyMs = 5_000, most = 720, ...options }: MetricsRecorderOptions) {
    this.#options = { everyMs, most, ...options };
  }

  start(): void {
    const { signal } = this.#stopping;
    const act = () => {
      this.record();
    };
    this.#running ??= repeat(act, { ...this.#options, signal });
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The API stops.'));
    await this.#running;
  }

  history(sinceMs = 0): MetricsHistory {
    const first = this.#points.findIndex(({ atMs }) => atMs >= sinceMs);
    const from = first === -1 ? this.#points.length : first;
    const points = this.#points.slice(from);
    const begun = points[0]?.atMs;
    return {
      everyMs: this.#options.everyMs,
      ...(begun !== undefined && { sinceMs: begun }),
      points,
      links: Object.fromEntries([...this.#links].map(([id, lags]) => [id, lags.slice(from)])),
    };
  }

  /** Takes one point now. */
  record(): void {
    const { state, clock, most } = this.#options;
    const { route, links } = state.values;
    const known = links.kind === 'seen' ? (links.value as readonly LinkState[]) : [];
    const from = known.filter(({ fromWriter }) => fromWriter);
    const lags = from.flatMap(({ lagMs }) => lagMs ?? []);
    const rates = from.flatMap(({ appliedPerSecond }) => appliedPerSecond ?? []);
    const writer = route.kind === 'seen' ? (route.value as RouteState).writer : undefined;
    const looks = writer === undefined ? undefined : lookAtWriter(writer, state.facts);
    this.#points.push({
      atMs: clock.wallMs(),
      lagMs: lags.length === 0 ? null : Math.max(...lags),
      appliedPerSecond: rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0),
      writeLookMs: looks?.middleMs ?? null,
      failingRatio: looks === undefined || looks.all === 0 ? null : looks.failing / looks.all,
    });
    if (known.length <= MOST_LINKS) this.#recordLinks(known);
    if (this.#points.length <= most) return;
    this.#points.shift();
    for (const series of this.#links.values()) series.shift();
  }

  /** Every series is as long as the points are. */
  #recordLinks(links: readonly LinkState[]): void {
    const before = this.#points.length - 1;
    for (const { id } of links)
      if (!this.#links.has(id))
        this.#links.set(
          id,
          Array.from({ length: before }, () => null),
        );
    for (const [id, series] of this.#links) series.push(links.find((link) => link.id === id)?.lagMs ?? null);
  }
}

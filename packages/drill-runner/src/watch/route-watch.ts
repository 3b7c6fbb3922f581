import type { Clock } from '@understudy/core';
import type { MoveStep, Route, RouteStore } from '@understudy/route';

export interface RouteWatchOptions {
  readonly routeStore: Pick<RouteStore, 'read'>;
  readonly clock: Clock;
  readonly elapsedMs: () => number;
  readonly note: (what: string) => void;
  readonly signal: AbortSignal;
}

/** One change of the writer. */
export interface Promotion {
  readonly from: string;
  readonly to: string;
  readonly atMs: number;
}

const EVERY_MS = 50;

/** Reads the route until its signal is aborted, and keeps when moves were claimed and the writer changed. */
export class RouteWatch {
  /** When each move was claimed, in milliseconds since the drill began, by its id. */
  readonly claims = new Map<string, number>();
  readonly promotions: Promotion[] = [];
  /** Steps in which a move was seen. */
  readonly steps = new Set<MoveStep>();
  readonly #options: RouteWatchOptions;
  #last: Route | undefined;

  constructor(options: RouteWatchOptions) {
    this.#options = options;
  }

  /** Resolves when the signal is aborted. While the control store does not answer, nothing is seen. */
  async run(): Promise<void> {
    const { routeStore, clock, signal } = this.#options;
    while (!signal.aborted) {
      const read = await routeStore.read(signal).catch(() => undefined);
      if (read !== undefined) this.#see(read.route);
      await clock.sleep(EVERY_MS, signal).catch(() => undefined);
    }
  }

  #see(route: Route): void {
    const { note, elapsedMs } = this.#options;
    const last = this.#last;
    this.#last = route;
    const atMs = elapsedMs();
    if (route.phase === 'moving') {
      this.steps.add(route.step);
      if (this.claims.has(route.moveId)) return;
      this.claims.set(route.moveId, atMs);
      note(`A ${route.kind} from ${route.from} to ${route.to} is claimed.`);
      return;
    }
    if (last === undefined) return;
    const from = last.phase === 'steady' ? last.writer : last.from;
    if (route.writer !== from) {
      this.promotions.push({ from, to: route.writer, atMs });
      note(`${route.writer} is promoted (epoch ${String(route.epoch)}).`);
    } else if (last.phase === 'moving') note(`The move is aborted; ${from} stays the writer.`);
  }
}

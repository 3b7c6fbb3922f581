import type { LeaseHolder, Route } from '@understudy/route';
import { BackfillError } from './errors.ts';

/**
 * What the route lets a copy be now.
 * - `plain`: one conditional request
 * - `guarded`: a transaction that minds tombstones, since a region is merging
 * - `wait`: nothing, until the route and the job are known again or the move is decided
 * - `moved`: nothing any more: the writer is another one
 */
export type CopyMode = 'plain' | 'guarded' | 'wait' | 'moved';

/** How often in ms it is looked whether the route lets copies be made again. */
const LOOK_MS = 100;

export interface WriterWatchSettings {
  readonly lease: LeaseHolder;
  /** Whether this process may write at all (run-watch.ts). */
  readonly holds: () => boolean;
  readonly source: string;
  readonly epoch: number;
}

/** Bounds every copy by a lease on a route that has the source as its writer, as a link's plain applies are, and by its run. */
export class WriterWatch {
  readonly #settings: WriterWatchSettings;

  constructor(settings: WriterWatchSettings) {
    this.#settings = settings;
  }

  mode(): CopyMode {
    const { lease, holds, source, epoch } = this.#settings;
    const view = lease.view();
    const route = view?.snapshot.route ?? lease.lastSeen()?.snapshot.route;
    if (route !== undefined && (route.epoch !== epoch || writerOf(route) !== source)) return 'moved';
    if (view?.renewedBy !== 'store' || route?.phase !== 'steady' || !holds()) return 'wait';
    return route.merging.length === 0 ? 'plain' : 'guarded';
  }

  /**
   * Resolves when copies may be made, with the mode for making them.
   * @throws BackfillError `UND_BACKFILL_WRITER_MOVED`
   */
  async ready(sleep: (ms: number) => Promise<void>): Promise<'plain' | 'guarded'> {
    for (;;) {
      const mode = this.mode();
      if (mode === 'moved') throw moved(this.#settings);
      if (mode !== 'wait') return mode;
      await sleep(LOOK_MS);
    }
  }
}

/**
 * The epoch of a route that has the source as its steady writer.
 * @throws BackfillError `UND_BACKFILL_NOT_THE_WRITER`
 */
export function requireWriter(route: Route, source: string): number {
  if (route.phase === 'steady' && route.writer === source) return route.epoch;
  throw new BackfillError('UND_BACKFILL_NOT_THE_WRITER', {
    what:
      route.phase === 'steady'
        ? `${source} is not the writer; ${route.writer} is.`
        : `The writer moves from ${route.from} to ${route.to}.`,
    details: { source, phase: route.phase },
  });
}

export function moved({ source, epoch }: Pick<WriterWatchSettings, 'source' | 'epoch'>): BackfillError {
  return new BackfillError('UND_BACKFILL_WRITER_MOVED', {
    what: `The backfill began in epoch ${epoch}, with ${source} as the writer; that is over.`,
    details: { source, epoch },
  });
}

function writerOf(route: Route): string {
  return route.phase === 'steady' ? route.writer : route.from;
}

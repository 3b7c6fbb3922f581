import { isUnderstudyError } from '@understudy/core';
import type { Anchor, Scenario, StoppedEarly } from '@understudy/drills';
import type { DrillLog } from '../drill-log.ts';
import type { RunningTimeline } from '../events/running-timeline.ts';
import type { Stage } from '../stage/stage.ts';
import { findStop } from './find-stop.ts';
import type { RouteWatch } from './route-watch.ts';

export interface WatchContext {
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly log: DrillLog;
  readonly timeline: RunningTimeline;
  readonly routes: RouteWatch;
  /** When the faults began, in milliseconds since the drill began. */
  readonly fromMs: number;
  /** What a move's promotion calls for. */
  readonly onPromoted: () => Promise<void>;
}

const EVERY_MS = 50;
const STEPS = ['fenced', 'waited', 'drained'] as const;

/**
 * Carries out the timeline and watches: until the watch is over, every event whose time has begun to count is done and, where
 * the writer has to move, it has and the new one acknowledges writes.
 * @returns why it stopped early, where a stop condition was met
 * @throws what an event throws, and the signal's reason
 */
export async function watchDrill(context: WatchContext): Promise<StoppedEarly | undefined> {
  const { stage } = context;
  const ending = new AbortController();
  const signal = AbortSignal.any([stage.signal, ending.signal]);
  const tracks = new Map<Anchor, Promise<void>>();
  const failures: unknown[] = [];
  let open = 0;
  const begin = (anchor: Anchor) => {
    if (tracks.has(anchor)) return;
    open += 1;
    const track = runTrack(context, anchor, signal)
      .catch((error: unknown) => failures.push(error))
      .then(() => {
        open -= 1;
      });
    tracks.set(anchor, track);
  };
  begin('start');
  try {
    for (;;) {
      if (failures.length > 0) throw failures[0];
      const look = lookAt(context);
      if (look.claimed) begin('claim');
      for (const step of STEPS) if (context.routes.steps.has(step)) begin(step);
      if (look.promoted) begin('promotion');
      if (look.stop !== undefined) return { by: 'condition', why: look.stop };
      if (look.late || (look.due && open === 0)) return undefined;
      await stage.clock.sleep(EVERY_MS, stage.signal);
    }
  } finally {
    ending.abort();
    await Promise.all(tracks.values());
  }
}

/** One anchor's steps. A move that is refused is a finding, and no trouble of the drill. */
async function runTrack(
  { timeline, log, onPromoted }: WatchContext,
  anchor: Anchor,
  signal: AbortSignal,
): Promise<void> {
  try {
    await Promise.all([timeline.run(anchor, signal), anchor === 'promotion' ? onPromoted() : undefined]);
  } catch (error) {
    if (signal.aborted) return;
    if (!isUnderstudyError(error)) throw error;
    log.note('phase', error.message);
  }
}

interface Look {
  readonly claimed: boolean;
  readonly promoted: boolean;
  /** The watch is over, and nothing of the writer is still to come. */
  readonly due: boolean;
  /** The watch has lasted as long as it may. */
  readonly late: boolean;
  readonly stop: string | undefined;
}

function lookAt({ scenario, stage, routes, fromMs }: WatchContext): Look {
  const { watch, stopWhen, expect } = scenario;
  const nowMs = stage.elapsedMs();
  const lastedMs = nowMs - fromMs;
  const promotion = routes.promotions[0];
  const { entries } = stage.journal;
  const recovered =
    promotion !== undefined &&
    entries.some(
      ({ outcome, region, endedMs }) =>
        outcome === 'acknowledged' && region === promotion.to && endedMs >= promotion.atMs,
    );
  return {
    claimed: routes.claims.size > 0,
    promoted: promotion !== undefined,
    due: lastedMs >= watch.for && (expect.writer === 'stays' || recovered),
    late: lastedMs >= watch.atMost,
    stop: findStop(stopWhen, { entries, fromMs, nowMs }),
  };
}

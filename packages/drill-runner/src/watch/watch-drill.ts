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

/**
 * Carries out the timeline and watches: until the watch is over, and, where the writer has to move, until it has and the new
 * one acknowledges writes.
 * @returns why it stopped early, where a stop condition was met
 * @throws what an event throws, and the signal's reason
 */
export async function watchDrill(context: WatchContext): Promise<StoppedEarly | undefined> {
  const { stage } = context;
  const ending = new AbortController();
  const signal = AbortSignal.any([stage.signal, ending.signal]);
  const running = new Set<Anchor>();
  const tracks: Promise<void>[] = [];
  const begin = (anchor: Anchor) => {
    if (running.has(anchor)) return;
    running.add(anchor);
    tracks.push(runTrack(context, anchor, signal));
  };
  begin('start');
  try {
    for (;;) {
      const look = lookAt(context);
      if (look.claimed) begin('claim');
      if (look.promoted) begin('promotion');
      if (look.stop !== undefined) return { by: 'condition', why: look.stop };
      if (look.over) return undefined;
      await stage.clock.sleep(EVERY_MS, stage.signal);
    }
  } finally {
    ending.abort();
    await Promise.all(tracks);
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
  readonly over: boolean;
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
  const due = expect.writer === 'stays' || recovered;
  return {
    claimed: routes.claims.size > 0,
    promoted: promotion !== undefined,
    over: (lastedMs >= watch.for && due) || lastedMs >= watch.atMost,
    stop: findStop(stopWhen, { entries, fromMs, nowMs }),
  };
}

import type { Finished } from '../workload/traffic-meter.ts';

/** What a stretch of time did to the requests that were under way in it. */
export interface Stretch {
  readonly requests: number;
  readonly failed: number;
  /** Took longer than `WAITED_MS`. */
  readonly waited: number;
  readonly longest?: Finished;
  readonly firstFailure?: Finished;
}

/** A request that takes this long was held back by something. */
const WAITED_MS = 500;

/** The requests that were under way at any time from `fromMs` to `toMs`. */
export function measureStretch(finished: readonly Finished[], fromMs: number, toMs: number): Stretch {
  const under = finished.filter(({ startedMs, endedMs }) => endedMs >= fromMs && startedMs <= toMs);
  const tookMs = ({ startedMs, endedMs }: Finished) => endedMs - startedMs;
  const [longest] = [...under].sort((a, b) => tookMs(b) - tookMs(a));
  const firstFailure = under.find(({ failed }) => failed);
  return {
    requests: under.length,
    failed: under.filter(({ failed }) => failed).length,
    waited: under.filter((each) => tookMs(each) > WAITED_MS).length,
    ...(longest === undefined ? {} : { longest }),
    ...(firstFailure === undefined ? {} : { firstFailure }),
  };
}

import type { Stretch } from './measure-stretch.ts';

/** What a stretch of time did to the requests under way in it. */
export interface StretchFigures {
  readonly requests: number;
  readonly failed: number;
  /** Requests that waited longer than half a second. */
  readonly waited: number;
  readonly longestMs: number;
  readonly longest?: string;
  readonly firstError?: string;
}

/** A stretch as a report has it. */
export function stretchFigures({ requests, failed, waited, longest, firstFailure }: Stretch): StretchFigures {
  return {
    requests,
    failed,
    waited,
    longestMs: longest === undefined ? 0 : longest.endedMs - longest.startedMs,
    ...(longest === undefined ? {} : { longest: longest.what }),
    ...(firstFailure === undefined
      ? {}
      : { firstError: `${firstFailure.what}: ${firstFailure.error ?? ''}` }),
  };
}

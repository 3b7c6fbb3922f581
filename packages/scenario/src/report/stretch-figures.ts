import type { Stretch } from './measure-stretch.ts';
import type { StretchFigures } from './report.ts';

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

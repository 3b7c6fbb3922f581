import { isUnderstudyError, limitTime } from '@understudy/core';
import { fenceFor, type RouteSnapshot } from '@understudy/route';
import type { MoverSettings } from './options.ts';

/** `ahead`: the region has a fence of a later revision. */
export type FenceWritten = 'written' | 'ahead' | 'failed';

/**
 * Writes the snapshot's fence in each of the regions, all at once and each within its limit, `fenceLimitMs` unless `limitMsOf` says
 * another. Condition: the region has no fence of a later revision.
 */
export async function writeFences(
  settings: MoverSettings,
  snapshot: RouteSnapshot,
  regions: readonly string[],
  signal?: AbortSignal,
  limitMsOf: (region: string) => number = () => settings.fenceLimitMs,
): Promise<ReadonlyMap<string, FenceWritten>> {
  const { fences, clock, telemetry } = settings;
  const fence = fenceFor(snapshot);
  const written = await Promise.all(
    regions.map(async (region): Promise<readonly [string, FenceWritten]> => {
      const limitMs = limitMsOf(region);
      try {
        const answer = await limitTime((ending) => fences.write(region, fence, ending), {
          clock,
          limitMs,
          ...(signal === undefined ? {} : { signal }),
        });
        if (!answer.met) throw new Error(`No answer within ${limitMs} ms.`);
        return [region, answer.value ? 'written' : 'ahead'];
      } catch (error) {
        signal?.throwIfAborted();
        telemetry.event('move.fence_failed', {
          region,
          revision: fence.revision,
          code: isUnderstudyError(error) ? error.code : String(error),
        });
        return [region, 'failed'];
      }
    }),
  );
  return new Map(written);
}

import { isUnderstudyError, limitTime } from '@understudy/core';
import { fenceFor, type RouteSnapshot } from '@understudy/route';
import type { MoverSettings } from './options.ts';

/** `ahead`: the region has a fence of a later revision. */
export type FenceWritten = 'written' | 'ahead' | 'failed';

/**
 * Writes the snapshot's fence in each of the regions, within `fenceLimitMs`, all at once. Condition: the region
 * has no fence of a later revision.
 */
export async function writeFences(
  settings: MoverSettings,
  snapshot: RouteSnapshot,
  regions: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, FenceWritten>> {
  const { fences, fenceLimitMs, clock, telemetry } = settings;
  const fence = fenceFor(snapshot);
  const written = await Promise.all(
    regions.map(async (region): Promise<readonly [string, FenceWritten]> => {
      try {
        const answer = await limitTime((ending) => fences.write(region, fence, ending), {
          clock,
          limitMs: fenceLimitMs,
          ...(signal === undefined ? {} : { signal }),
        });
        if (!answer.met) throw new Error(`No answer within ${fenceLimitMs} ms.`);
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

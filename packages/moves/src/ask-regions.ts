import { isUnderstudyError, limitTime } from '@understudy/core';
import { fenceFor, type RouteSnapshot } from '@understudy/route';
import type { LinkLag, LinkName } from '@understudy/links';
import type { Observation } from './judge-move.ts';
import type { MoverSettings } from './options.ts';
import { linksFrom } from './plan.ts';

/** Looks at the regions and at the links from the writer, each question within `reachLimitMs`, all at once. */
export async function observe(
  settings: MoverSettings,
  { regions, from, to }: { readonly regions: readonly string[]; readonly from: string; readonly to: string },
  signal?: AbortSignal,
): Promise<Observation> {
  const [healthy, lags] = await Promise.all([
    Promise.all(
      regions.map(async (region) => {
        const takes = await answerOr(
          settings,
          (ending) => settings.probe.takesWrites(region, ending),
          false,
          signal,
        );
        return [region, takes] as const;
      }),
    ),
    observeLags(settings, linksFrom(settings.tables, from, to), signal),
  ]);
  return { takesWrites: new Map(healthy), lags };
}

/** How far behind the links say they are; one that does not answer in time is unknown. */
export async function observeLags(
  settings: MoverSettings,
  links: readonly LinkName[],
  signal?: AbortSignal,
): Promise<readonly LinkLag[]> {
  return Promise.all(
    links.map(async (link) => ({
      link,
      lagMs: await answerOr(settings, (ending) => settings.barriers.lagMs(link, ending), undefined, signal),
    })),
  );
}

/**
 * Asks each link for the barrier `token`, requesting it first where `request` says so.
 * @returns the links that have not reached it; one that does not answer in time is among them.
 */
export async function askBarriers(
  settings: MoverSettings,
  links: readonly LinkName[],
  { token, request }: { readonly token: string; readonly request: boolean },
  signal?: AbortSignal,
): Promise<readonly LinkName[]> {
  const { barriers } = settings;
  const answers = await Promise.all(
    links.map((link) =>
      answerOr(
        settings,
        async (ending) => {
          if (request) await barriers.request(link, token, ending);
          return barriers.reached(link, token, ending);
        },
        false,
        signal,
      ),
    ),
  );
  return links.filter((_link, at) => answers[at] !== true);
}

/** `ahead`: the region carries a fence of a later revision. */
export type FenceWritten = 'written' | 'ahead' | 'failed';

/**
 * Writes the snapshot's fence in each of the regions, within `fenceLimitMs`, all at once. Condition: what stands
 * there is of no later revision.
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
        if (!answer.met) throw new Error(`No answer within ${String(fenceLimitMs)} ms.`);
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

async function answerOr<T>(
  { clock, reachLimitMs }: MoverSettings,
  question: (signal: AbortSignal) => Promise<T>,
  otherwise: T,
  signal?: AbortSignal,
): Promise<T> {
  try {
    const answer = await limitTime(question, {
      clock,
      limitMs: reachLimitMs,
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.met ? answer.value : otherwise;
  } catch {
    signal?.throwIfAborted();
    return otherwise;
  }
}

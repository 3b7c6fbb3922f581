import type { LinkLag, LinkName } from '@understudy/links';
import { answerOr } from './answer-or.ts';
import type { Observation } from './judge-observation.ts';
import { linksFrom } from './links-from.ts';
import type { MoverSettings } from './options.ts';

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

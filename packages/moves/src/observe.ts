import { answerOr } from './answer-or.ts';
import type { Observation } from './judge-observation.ts';
import { linksFrom } from './links-from.ts';
import { observeLags } from './observe-lags.ts';
import { observeParked } from './observe-parked.ts';
import type { MoverSettings } from './options.ts';

/** Observes the regions and the links from the writer, each question within `reachLimitMs`, all at once. */
export async function observe(
  settings: MoverSettings,
  { regions, from, to }: { readonly regions: readonly string[]; readonly from: string; readonly to: string },
  signal?: AbortSignal,
): Promise<Observation> {
  const links = linksFrom(settings.tables, from, to);
  const [healthy, lags, parked, differences] = await Promise.all([
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
    observeLags(settings, links, signal),
    observeParked(settings, links, signal),
    answerOr(settings, () => settings.differences(), [], signal),
  ]);
  return { takesWrites: new Map(healthy), lags, parked, differences, atMs: settings.clock.wallMs() };
}

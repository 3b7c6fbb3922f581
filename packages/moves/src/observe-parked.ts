import type { LinkName, LinkParked } from '@understudy/links';
import { answerOr } from './answer-or.ts';
import type { MoverSettings } from './options.ts';

/** How many open parked records each link has; unknown where its target does not answer in time. */
export async function observeParked(
  settings: MoverSettings,
  links: readonly LinkName[],
  signal?: AbortSignal,
): Promise<readonly LinkParked[]> {
  return Promise.all(
    links.map(async (link) => ({
      link,
      parked: await answerOr(settings, (ending) => settings.barriers.parked(link, ending), undefined, signal),
    })),
  );
}

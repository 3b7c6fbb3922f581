import type { LinkLag, LinkName } from '@understudy/links';
import { answerOr } from './answer-or.ts';
import type { MoverSettings } from './options.ts';

/** The links' lags as they report them; unknown where a link does not answer in time. */
export async function observeLags(
  settings: MoverSettings,
  links: readonly LinkName[],
  signal?: AbortSignal,
): Promise<readonly LinkLag[]> {
  return Promise.all(
    links.map((link) =>
      answerOr<LinkLag>(
        settings,
        (ending) => settings.barriers.lag(link, ending),
        { link, lagMs: undefined },
        signal,
      ),
    ),
  );
}

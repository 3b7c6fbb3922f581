import type { LinkName } from '@understudy/links';
import { answerOr } from './answer-or.ts';
import type { MoverSettings } from './options.ts';

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

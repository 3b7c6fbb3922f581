import type { LinkName, LossWindow } from '@understudy/links';
import { answerOr } from './answer-or.ts';
import { MovesError } from './errors.ts';
import type { MoverSettings } from './options.ts';

/** What the gaps of links have against a switchover: what their streams lost is not in the region to promote. */
export async function gapRefusals(
  settings: MoverSettings,
  links: readonly LinkName[],
  signal?: AbortSignal,
): Promise<readonly MovesError[]> {
  const refusals = await Promise.all(
    links.map(async (link) => {
      // A target that does not answer has no lag either, which refuses the move.
      const gap = await answerOr(
        settings,
        (ending) => settings.barriers.gap(link, ending),
        undefined,
        signal,
      );
      return gap === undefined ? [] : [refusal(link, gap)];
    }),
  );
  return refusals.flat();
}

function refusal(link: LinkName, { fromMs, untilMs }: LossWindow): MovesError {
  const { table, source, target } = link;
  const from = fromMs === undefined ? '' : ` from ${new Date(fromMs).toISOString()}`;
  return new MovesError('UND_MOVES_STREAM_GAP', {
    what: `Changes of ${table}${from} until ${new Date(untilMs).toISOString()} are in no stream that the link from ${source} can read: ${target} may lack them.`,
    details: { link, fromMs, untilMs },
  });
}

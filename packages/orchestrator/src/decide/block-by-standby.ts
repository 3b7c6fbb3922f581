import type { Block, LinkSight, ServiceView, WantedFailover } from '@understudy/findings';
import { mayBeMissingMs } from '@understudy/moves';
import { countVotes } from './count-votes.ts';

/** What speaks against the standby as the next writer. Pure. */
export function blockByStandby(view: ServiceView, wanted: WantedFailover): readonly Block[] {
  const blocks = [...unhealthy(view, wanted)];
  for (const sight of view.links) {
    if (sight.link.source === wanted.from) blocks.push(...missing(view, wanted, sight));
  }
  return blocks;
}

const NOTHING: readonly Block[] = [];

/** Most of those that can be trusted see it answer. */
function unhealthy(view: ServiceView, { to }: WantedFailover): readonly Block[] {
  const { trusted, seeing } = countVotes(view, to);
  if (seeing.length * 2 > trusted.length) return [];
  const what = `${String(seeing.length)} of ${String(trusted.length)} observers see ${to} answer.`;
  return [{ code: 'standby-unhealthy', what }];
}

/** What the standby may lack is counted up to the moment at which the writer was seen last, as the mover counts it. */
function missing(
  { policy, atMs }: ServiceView,
  { writerSeenMs = atMs }: WantedFailover,
  sight: LinkSight,
): readonly Block[] {
  const { table } = sight.link;
  const missingMs = mayBeMissingMs(sight, writerSeenMs);
  if (missingMs === undefined)
    return [{ code: 'lag-unknown', what: `How much of ${table} may be missing is not known.` }];
  if (missingMs <= policy.maxLagMs) return NOTHING;
  const what = `Of ${table} the last ${String(Math.round(missingMs))} ms may be missing, over maxLagMs ${String(policy.maxLagMs)}.`;
  return [{ code: 'lag-over-limit', what }];
}

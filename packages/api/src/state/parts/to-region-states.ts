import type { RegionState } from '@understudy/api-contract';
import { conditionKind } from '@understudy/findings';
import type { Route } from '@understudy/route';
import type { Facts } from '../facts.ts';
import { lastOf } from '../reading.ts';

/** Both data regions, as observers and this machine see them. */
export function toRegionStates(facts: Facts): readonly RegionState[] {
  const { topology } = facts;
  const route = lastOf(facts.route)?.value.route;
  const isRouteKnown = facts.route.kind === 'seen';
  return topology.regions.data.map(({ name }) => {
    const observedBy = observersOf(name, facts);
    const opinions = observedBy.filter(({ fresh, abstains }) => fresh && !abstains);
    const kinds = opinions.map(({ look }) => conditionKind(look.condition));
    const answer = lastOf(facts.regions)?.value.regions.find(({ region }) => region === name);
    const sinceMs = route?.epochs.at(-1)?.fromMs;
    return {
      name,
      role: isRouteKnown && route !== undefined ? roleOf(name, route) : 'unknown',
      ...(isRouteKnown && sinceMs !== undefined && { roleSinceMs: sinceMs }),
      observedBy,
      answering: kinds.filter((kind) => kind === 'answer').length,
      against: kinds.filter((kind) => kind === 'against').length,
      ...(answer !== undefined && {
        here:
          'failure' in answer.answer
            ? { atMs: answer.atMs, answers: false, why: answer.answer.failure }
            : { atMs: answer.atMs, answers: true, tookMs: answer.answer.tookMs },
        ...(answer.fence !== undefined && {
          fence: {
            epoch: answer.fence.epoch,
            writer: answer.fence.writer,
            revision: answer.fence.revision,
          },
        }),
      }),
    };
  });
}

function observersOf(region: string, { reports }: Facts): RegionState['observedBy'] {
  return reports.flatMap(({ report, fresh }) =>
    report.regions
      .filter((sight) => sight.region === region)
      .map((look) => ({
        observer: report.observer,
        abstains: report.doubts.length > 0,
        fresh,
        reportedMs: report.atMs,
        look,
      })),
  );
}

function roleOf(region: string, route: Route): RegionState['role'] {
  if (route.phase === 'steady') return region === route.writer ? 'writer' : 'standby';
  return region === route.from ? 'leaving' : 'entering';
}

import type { Route } from '@understudy/route';
import type { LinkStatus } from '@understudy/links';
import type { SceneLink, SceneRegion, SceneRoute } from './render-scene.ts';

/** What each step means while it is the last one done. */
const STEPS = {
  claimed: 'claimed',
  fenced: 'waiting for leases to end',
  waited: 'draining',
  drained: 'promoting',
} as const;

export function sceneRoute(route: Route): SceneRoute {
  const merging = route.merging.map(({ region }) => region);
  if (route.phase === 'steady') return { writer: route.writer, epoch: route.epoch, merging };
  return {
    writer: route.from,
    epoch: route.epoch,
    moving: { to: route.to, step: STEPS[route.step] },
    merging,
  };
}

export interface RegionFacts {
  readonly name: string;
  readonly up: boolean;
  readonly isWitness: boolean;
}

export function sceneRegions(
  regions: readonly RegionFacts[],
  writer: string | undefined,
): readonly SceneRegion[] {
  return regions.map(({ name, up, isWitness }) => ({
    name,
    up,
    role: isWitness ? 'witness' : name === writer ? 'writer' : 'standby',
  }));
}

/** The links of all tables in one direction as one line: the longest lag, the sums of what was done. */
export function sceneLinks(
  statuses: readonly LinkStatus[],
  directions: readonly (readonly [source: string, target: string])[],
): readonly SceneLink[] {
  return directions.map(([source, target]) => {
    const links = statuses.filter(({ link }) => link.source === source && link.target === target);
    const lags = links.map(({ state, lagMs }) => (state === 'leading' ? lagMs : undefined));
    const lagMs = lags.every((lag) => lag !== undefined) && lags.length > 0 ? Math.max(...lags) : undefined;
    const sum = (count: (status: LinkStatus) => number) =>
      links.reduce((total, each) => total + count(each), 0);
    return {
      source,
      target,
      ...(lagMs === undefined ? {} : { lagMs }),
      applied: sum(({ applied }) => applied),
      lost: sum(({ lost, late, kept }) => lost + late + kept),
      parked: sum(({ parked }) => parked),
    };
  });
}

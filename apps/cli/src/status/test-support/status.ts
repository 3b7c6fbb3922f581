import { firstRoute, type MergingEntry, type RouteSnapshot } from '@understudy/route';
import type { LinkLine, RegionStatus, ServiceStatus } from '../types.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;
/** 28 November 2026, 21:45:10 UTC. */
export const AT_MS = Date.UTC(2026, 10, 28, 21, 45, 10);

export function steady(merging: readonly MergingEntry[] = []): RouteSnapshot {
  const route = firstRoute({ regions: REGIONS, writer: REGIONS[0], atMs: AT_MS });
  return { revision: 4, route: { ...route, merging } };
}

const { route: first } = steady();

export const moving: RouteSnapshot = {
  revision: 5,
  route: {
    phase: 'moving',
    regions: first.regions,
    epoch: first.epoch,
    merging: [],
    epochs: first.epochs,
    from: 'us-east-1',
    to: 'eu-central-1',
    kind: 'switchover',
    step: 'fenced',
    moveId: 'm-1',
    claimedMs: AT_MS,
    reason: 'maintenance',
  },
};

/** The three regions; a failure where one is given. */
export function regions(failures: {
  readonly writer?: string;
  readonly standby?: string;
}): readonly RegionStatus[] {
  const answer = (failure: string | undefined) => (failure === undefined ? { tookMs: 12.4 } : { failure });
  return [
    { name: REGIONS[0], role: 'writer', answer: answer(failures.writer) },
    { name: REGIONS[1], role: 'standby', answer: answer(failures.standby) },
    { name: 'eu-west-1', role: 'witness', answer: { tookMs: 20 } },
  ];
}

export function link(changed: Partial<LinkLine>): LinkLine {
  return {
    link: { table: 'orders', source: REGIONS[0], target: REGIONS[1] },
    state: 'led',
    lagMs: 240,
    atTip: false,
    reportAgeMs: 1_200,
    deadLetters: 0,
    hasGap: false,
    ...changed,
  };
}

export function status(changed: Partial<ServiceStatus>): ServiceStatus {
  return {
    service: 'shop',
    atMs: AT_MS,
    route: steady(),
    regions: regions({}),
    links: [link({})],
    ...changed,
  };
}

import { conditionKind, type RegionSight } from '@understudy/findings';
import type { Facts } from '../facts.ts';

/** How the observers with an opinion see the writer's writes. */
export interface WriterLooks {
  readonly region: string;
  readonly all: number;
  readonly failing: number;
  readonly slow: number;
  /** Why, as the first that fails says. */
  readonly why?: string;
  readonly sinceMs?: number;
  /** The middle time of the looks by a write that were answered, in ms. */
  readonly middleMs?: number;
}

/** What the fresh reports say of a region's writes; throttled writes fail, too. Pure. */
export function lookAtWriter(region: string, { reports }: Facts): WriterLooks {
  const sights = reports
    .filter(({ report, fresh }) => fresh && report.doubts.length === 0)
    .flatMap(({ report }) => report.regions.filter((sight) => sight.region === region))
    .filter(({ write }) => conditionKind(write.condition) !== 'neutral');
  const failing = sights.filter(({ write }) => conditionKind(write.condition) === 'against');
  const answered = sights
    .filter((sight) => !failing.includes(sight))
    .map(({ write }) => write.tookMs)
    .sort((one, other) => one - other);
  const middleMs = answered[Math.floor(answered.length / 2)];
  const since = failing.flatMap(({ missedSinceMs }) => missedSinceMs ?? []);
  const why = failing.map(whyOf).find((text) => text !== undefined);
  return {
    region,
    all: sights.length,
    failing: failing.length,
    slow: sights.filter(({ write }) => write.condition === 'slow').length,
    ...(why !== undefined && { why }),
    ...(since.length > 0 && { sinceMs: Math.min(...since) }),
    ...(middleMs !== undefined && { middleMs }),
  };
}

function whyOf({ write }: RegionSight): string | undefined {
  return write.why ?? write.condition;
}

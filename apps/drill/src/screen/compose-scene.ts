import type { LinkStatus } from '@understudy/links';
import type { Observation } from '@understudy/observers';
import type { Route } from '@understudy/route';
import type { TrafficRates } from '@understudy/scenario';
import type { Scene } from './scene.ts';
import { sceneLinks } from './scene-links.ts';
import { sceneRegions, type RegionFacts } from './scene-regions.ts';
import { sceneRoute } from './scene-route.ts';

export interface SceneFacts {
  readonly elapsedMs: number;
  readonly phase: string;
  readonly route: Observation<Route>;
  readonly links: Observation<readonly LinkStatus[]>;
  /** Entries of the ledger. */
  readonly ledger: Observation<number>;
  readonly regions: readonly RegionFacts[];
  /** The data regions. */
  readonly pair: readonly [string, string];
  readonly traffic: TrafficRates;
  readonly acknowledged: number;
  readonly withoutAnswer: number;
  readonly missingAtPromotion?: number;
}

/** What there is to see: what can not be observed now is shown as it was seen last, with its age. */
export function composeScene(facts: SceneFacts): Scene {
  const { route, links, ledger, pair, regions, missingAtPromotion } = facts;
  const [first, second] = pair;
  const directions = [pair, [second, first]] as const;
  const seenRoute = route.kind === 'seen' ? sceneRoute(route.value, route.ageMs) : undefined;
  const seenLinks = sceneLinks(links.kind === 'seen' ? links.value : [], directions);
  return {
    elapsedMs: facts.elapsedMs,
    phase: facts.phase,
    ...(seenRoute !== undefined && { route: seenRoute }),
    regions: sceneRegions(regions, seenRoute?.writer),
    traffic: facts.traffic,
    links: seenLinks,
    ...(links.kind === 'seen' && { linksAgeMs: links.ageMs }),
    acknowledged: facts.acknowledged,
    withoutAnswer: facts.withoutAnswer,
    ...(ledger.kind === 'seen' && { inLedger: ledger.value }),
    ...(missingAtPromotion !== undefined && { missingAtPromotion }),
  };
}

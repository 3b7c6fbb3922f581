import type { BalancerSight, LinodeSight, ServersSight } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';

/** So many looks may be lost or late before what was seen counts no more. */
const LOOKS_MISSED = 3;

/** What was seen longer ago in ms says nothing of now. */
export function staleAfterMs({
  lookEveryMs,
  lookLimitMs,
}: Pick<ServerSettings, 'lookEveryMs' | 'lookLimitMs'>): number {
  return LOOKS_MISSED * lookEveryMs + lookLimitMs;
}

export function isFresh(
  { ageMs }: Pick<BalancerSight | LinodeSight, 'ageMs'>,
  settings: ServerSettings,
): boolean {
  return ageMs !== undefined && ageMs <= staleAfterMs(settings);
}

/** The balancers of which it is known what they serve now. */
export function freshBalancers(
  { balancers }: Pick<ServersSight, 'balancers'>,
  settings: ServerSettings,
): readonly BalancerSight[] {
  return balancers.filter((balancer) => isFresh(balancer, settings));
}

import type { Route } from '@understudy/route';

/**
 * The regions in the order in which their credential endpoints are asked: the writer's, since it is the one that answers
 * requests; the other data region's; then the witness's.
 * @param route the last one seen, if any
 */
export function credentialRegions(
  route: Route | undefined,
  regions: readonly string[],
  witness: readonly string[],
): readonly string[] {
  const writer = route === undefined ? [] : [route.phase === 'steady' ? route.writer : route.to];
  return [...new Set([...writer, ...regions, ...witness])];
}

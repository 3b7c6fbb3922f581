import type { Route } from './types.ts';

/** The route's other region. */
export function otherRegion({ regions: [first, second] }: Pick<Route, 'regions'>, region: string): string {
  return region === first ? second : first;
}

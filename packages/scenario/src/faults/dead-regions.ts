import type { LocalCloud } from '@understudy/sandbox';

/** The regions that are not running. */
export function deadRegions({ regions }: Pick<LocalCloud, 'regions'>): readonly string[] {
  return regions.filter(({ state }) => state !== 'running').map(({ name }) => name);
}

import type { DataRegion } from './types.ts';

export const REGIONS: readonly [DataRegion, DataRegion] = ['us-east-1', 'eu-central-1'];

export function otherOf(region: DataRegion): DataRegion {
  return region === REGIONS[0] ? REGIONS[1] : REGIONS[0];
}

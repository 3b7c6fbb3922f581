import type { SceneRegion } from './scene.ts';

export interface RegionFacts {
  readonly name: string;
  readonly up: boolean;
  readonly isWitness: boolean;
}

/** Each region's role, as the route says. */
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

import { REGIONS, type Property, type Scene } from './property.ts';

/** 2. After the faults heal and the streams drain, both regions hold the same items. */
export function sameItems(scene: Scene): Property {
  return {
    atTheEnd() {
      const [one, other] = [scene.items(REGIONS[0]), scene.items(REGIONS[1])];
      for (const key of new Set([...one.keys(), ...other.keys()])) {
        if (scene.gaps.has(key) || one.get(key) === other.get(key)) continue;
        scene.broke(
          2,
          `${key} is ${one.get(key) ?? 'absent'} in ${REGIONS[0]} and ${other.get(key) ?? 'absent'} in ${REGIONS[1]}`,
        );
      }
    },
  };
}

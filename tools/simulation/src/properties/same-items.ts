import { isForeign } from '../world/item-name.ts';
import type { Property, Scene } from './property.ts';
import { REGIONS } from '../other-of.ts';

/** 2. After the faults heal and the streams drain, both regions hold the same items. */
export function sameItems(scene: Scene): Property {
  return {
    atTheEnd() {
      const [one, other] = [scene.items(REGIONS[0]), scene.items(REGIONS[1])];
      for (const key of new Set([...one.keys(), ...other.keys()])) {
        const [left, right] = [one, other].map((items, at) => describe(scene, items.get(key), at, key));
        if (scene.gaps.has(key) || left === right) continue;
        // A person decides about what the tail of a table without stamps held.
        if (isForeign(key) && scene.ledger.hasKey(key)) continue;
        scene.broke(
          2,
          `${key} is ${left ?? 'absent'} in ${REGIONS[0]} and ${right ?? 'absent'} in ${REGIONS[1]}`,
        );
      }
    },
  };
}

function describe(scene: Scene, value: string | undefined, at: number, key: string): string | undefined {
  const content = scene.content(REGIONS[at] ?? REGIONS[0], key);
  return content === '' ? value : `${value ?? 'absent'} (${content})`;
}

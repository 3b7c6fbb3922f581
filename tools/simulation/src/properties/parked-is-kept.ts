import type { Property, Scene } from './property.ts';

/** 12. A record that can't be applied blocks no other (that the links settle shows it), and is parked with its cause. */
export function parkedIsKept(scene: Scene): Property {
  return {
    atTheEnd() {
      for (const { region, sequence } of scene.invalid)
        if (
          scene.lostDisks.size === 0 &&
          !scene.trimmed.has(region) &&
          !scene.parked.has(`${region} ${sequence}`)
        )
          scene.broke(12, `the record ${sequence} of ${region} can't be applied, and is not parked`);
    },
  };
}

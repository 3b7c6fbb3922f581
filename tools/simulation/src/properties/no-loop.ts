import type { Property, Scene } from './property.ts';

/** What one native write may cost at most on its way: mark and delete, there and back, and again where it was late. */
const WRITES_EACH = 6;

/** 6. Replication never loops: its writes are bounded by the number of native writes. */
export function noLoop(scene: Scene): Property {
  let native = 0;
  let replicated = 0;
  let broken = false;
  return {
    itemChanged(change) {
      if (change.native) native += 1;
      else replicated += 1;
      if (broken || replicated <= WRITES_EACH * native + WRITES_EACH || scene.lostDisks.size > 0) return;
      broken = true;
      scene.broke(6, `replication made ${replicated} writes of ${native}`);
    },
  };
}

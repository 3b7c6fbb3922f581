import { epochOfStamp } from '../world/epoch-of-stamp.ts';
import { isMarked, stampOfItem } from '../world/stamp-of-item.ts';
import { isForeign } from '../world/item-name.ts';
import type { Application } from '../world/journal.ts';
import { inOrder } from './nothing-lost.ts';
import type { Property, Scene } from './property.ts';
import { REGIONS } from '../other-of.ts';

/**
 * 4. A deleted item does not come back: not at the end, and not for a moment either in the region that deleted it,
 * unless by a request that its sender had given up (docs/reasoning/decisions/0002-late-applies.md says what is done about those).
 */
export function deletedStays(scene: Scene): Property {
  const deleted = new Map<string, number>();
  return {
    applied({ removes, region, epoch, written: { key } }) {
      if (removes) deleted.set(`${region} ${key}`, Math.max(epoch, deleted.get(`${region} ${key}`) ?? 0));
    },
    itemChanged({ native, region, key, after, before, sent }) {
      if (
        isForeign(key) ||
        native ||
        before !== undefined ||
        sent?.isLate === true ||
        sent?.process.isDead === true
      )
        return;
      const stamp = stampOfItem(after);
      if (stamp === undefined || isMarked(after) || scene.lostDisks.size > 0) return;
      const epoch = deleted.get(`${region} ${key}`) ?? 0;
      if (epochOfStamp(stamp) < epoch)
        scene.broke(
          4,
          `replication put ${key} of an earlier epoch back into ${region}, which deleted it in epoch ${epoch}`,
        );
    },
    atTheEnd() {
      const last = new Map<string, Application>();
      for (const application of [...scene.journal.applications].sort(inOrder))
        last.set(application.written.key, application);
      for (const [key, { removes, written, epoch }] of last) {
        if (!removes || isForeign(key) || scene.gaps.has(key) || scene.lostDisks.size > 0) continue;
        for (const region of REGIONS) {
          const stands = scene.items(region).get(key);
          if (stands !== undefined)
            scene.broke(
              4,
              `${key} is ${stands} in ${region}, although ${written.id} deleted it last, in epoch ${epoch}`,
            );
        }
      }
    },
  };
}

import { isForeign } from '../world/item-name.ts';
import { missingAtPromotion } from './missing-at-promotion.ts';
import { MoveClaims } from './move-claims.ts';
import { nameOf } from './name-of.ts';
import { promotionOf } from './promotion-of.ts';
import type { Property, Scene } from './property.ts';
import { acknowledgedUnrecorded, unseededFrom } from './unseeded-from.ts';

/**
 * 8. A switchover is exact: at its promotion the new writer has, or has superseded, each write that the old one acknowledged; and
 * no write of the epoch that it ended is acknowledged that was carried out after it, whatever `onControlLoss` is. It passes
 * over no link that may lack changes: such a move is refused until the table is re-seeded.
 */
export function exactSwitchover(scene: Scene): Property {
  const endedMs = new Map<number, number>();
  const claims = new MoveClaims();
  return {
    ownChanged(change) {
      claims.note(change, scene.nowMs());
      const promotion = promotionOf(change);
      if (promotion?.kind !== 'switchover') return;
      endedMs.set(promotion.epoch, scene.nowMs());
      for (const { table } of unseededFrom(scene, promotion, claims.atMs(promotion.moveId)))
        scene.broke(
          8,
          `a switchover promoted ${promotion.to}, although changes of ${table} may be missing there`,
        );
      for (const missing of acknowledgedUnrecorded(scene, promotion))
        scene.broke(8, `a switchover promoted ${promotion.to}, although no stream holds ${nameOf(missing)}`);
      for (const missing of missingAtPromotion(scene, promotion))
        scene.broke(8, `a switchover promoted ${promotion.to}, which never had ${nameOf(missing)}`);
    },
    told({ told, heard, id, key }) {
      if (told !== 'acknowledged' || heard === undefined || isForeign(key)) return;
      const promotedMs = endedMs.get(heard.epoch);
      if (promotedMs !== undefined && heard.atMs > promotedMs)
        scene.broke(
          8,
          `${heard.region} acknowledged ${id} of epoch ${heard.epoch}, carried out at ${heard.atMs.toFixed(0)} ms, after a switchover had ended that epoch at ${promotedMs.toFixed(0)} ms`,
        );
    },
  };
}

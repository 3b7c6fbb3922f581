import type { Application } from '../world/journal.ts';
import { isForeign } from '../world/item-name.ts';
import { missingAtPromotion } from './missing-at-promotion.ts';
import { MoveClaims } from './move-claims.ts';
import { nameOf } from './name-of.ts';
import { promotionOf } from './promotion-of.ts';
import type { Property, Scene } from './property.ts';
import { unseededFrom } from './unseeded-from.ts';

interface Promoted {
  readonly epoch: number;
  readonly atMs: number;
  readonly missing: readonly Application[];
  readonly unseeded: readonly string[];
}

/**
 * 10. A failover says what may be missing: its report names the table's link of each acknowledged write that the new
 * writer never had, and each that waited for a re-seed. Where it names none, the old writer acknowledges nothing of that epoch
 * any more.
 */
export function failoverTells(scene: Scene): Property {
  const promoted = new Map<string, Promoted>();
  const drainedMs = new Map<number, number>();
  const claims = new MoveClaims();
  return {
    ownChanged(change) {
      claims.note(change, scene.nowMs());
      const promotion = promotionOf(change);
      if (promotion?.kind !== 'failover') return;
      const { moveId, epoch } = promotion;
      promoted.set(moveId, {
        epoch,
        atMs: scene.nowMs(),
        missing: missingAtPromotion(scene, promotion),
        unseeded: unseededFrom(scene, promotion, claims.atMs(moveId)).map(({ table }) => table),
      });
    },
    reported(event, facts) {
      const move = event === 'move.promoted' ? promoted.get(String(facts.moveId)) : undefined;
      if (move === undefined) return;
      const named = new Set(
        (facts.undrained as readonly { readonly table: string }[]).map(({ table }) => table),
      );
      if (named.size === 0) drainedMs.set(move.epoch, move.atMs);
      for (const table of move.unseeded)
        if (!named.has(table))
          scene.broke(10, `a failover reported the link of ${table} as drained, which waited for a re-seed`);
      for (const missing of move.missing)
        if (!named.has(missing.written.table))
          scene.broke(
            10,
            `a failover reported ${named.size === 0 ? 'every link' : 'the link of its table'} as drained, but the new writer never had ${nameOf(missing)}`,
          );
    },
    told({ told, heard, id, key }) {
      if (told !== 'acknowledged' || heard === undefined || isForeign(key)) return;
      const promotedMs = drainedMs.get(heard.epoch);
      if (promotedMs !== undefined && heard.atMs > promotedMs)
        scene.broke(
          10,
          `${heard.region} acknowledged ${id} of epoch ${heard.epoch} after a failover that reported every link as drained`,
        );
    },
  };
}

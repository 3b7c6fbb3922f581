import { TABLE } from '../limits.ts';
import { isForeign } from '../world/item-name.ts';
import type { Application } from '../world/journal.ts';
import type { Promotion } from './promotion-of.ts';
import type { Scene } from './property.ts';

/**
 * What the old writer acknowledged in the epoch that ends, and the new one never had: the last acknowledged write of each key,
 * unless the new one had it, or a write that the old one carried out later.
 *
 * Left out: tables that no client stamps, keys whose records were trimmed, streams that hold records back
 * (docs/reasoning/decisions/0003-barriers.md, "What remains"), and histories in which a disk was lost.
 */
export function missingAtPromotion(scene: Scene, { from, to, epoch }: Promotion): readonly Application[] {
  if (scene.lostDisks.size > 0) return [];
  const byKey = new Map<string, Application[]>();
  for (const application of scene.journal.applications) {
    const { written } = application;
    const { key, table } = written;
    if (application.region !== from || application.epoch !== epoch) continue;
    if (isForeign(key) || scene.gaps.has(key) || isHeldBack(scene, from, table)) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [application]);
    else known.push(application);
  }
  return [...byKey.values()].flatMap((applications) => {
    const last = applications.findLast(
      (one) => one.written.told === 'acknowledged' && one.written.heard === one && one.changed,
    );
    if (last === undefined) return [];
    const reached = applications.some(
      (one) =>
        one.order >= last.order &&
        (one.removes
          ? scene.journal.absentSince(to, one.written.key, one.order)
          : scene.journal.everStood(to, one.written.key, one.written.id)),
    );
    return reached ? [] : [last];
  });
}

function isHeldBack(scene: Scene, from: string, table: string): boolean {
  return scene.history.decisions.some(
    (one) =>
      one.do === 'stream' && one.region === from && one.what === 'hold' && (one.table ?? TABLE) === table,
  );
}

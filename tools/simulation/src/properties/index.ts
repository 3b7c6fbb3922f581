import { checkpointsKeepBehind } from './checkpoints-keep-behind.ts';
import { effectsOnce } from './effects-once.ts';
import { exactSwitchover } from './exact-switchover.ts';
import { failoverTells } from './failover-tells.ts';
import { parkedIsKept } from './parked-is-kept.ts';
import { witnessLoss } from './witness-loss.ts';
import { deletedStays } from './deleted-stays.ts';
import { noLoop } from './no-loop.ts';
import { nothingLost } from './nothing-lost.ts';
import { oneWriter } from './one-writer.ts';
import type { Property, Scene } from './property.ts';
import { sameItems } from './same-items.ts';

/** All that look on; the seventh, liveness, is judged by the end of the history itself (play-history.ts). */
export function propertiesOf(scene: Scene): readonly Property[] {
  return [
    oneWriter(scene),
    sameItems(scene),
    nothingLost(scene),
    deletedStays(scene),
    checkpointsKeepBehind(scene),
    noLoop(scene),
    exactSwitchover(scene),
    effectsOnce(scene),
    failoverTells(scene),
    witnessLoss(scene),
    parkedIsKept(scene),
  ];
}

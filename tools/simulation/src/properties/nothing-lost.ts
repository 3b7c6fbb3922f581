import { isForeign } from '../world/item-name.ts';
import type { Application } from '../world/journal.ts';
import { nameOf } from './name-of.ts';
import type { Property, Scene } from './property.ts';
import { otherOf, REGIONS } from '../other-of.ts';

/**
 * 3. Every acknowledged write is in the final state, or superseded by a later write of its key, or in the ledger.
 *
 * Later is what the epochs say, and within one what the region carried out later. The last write of a key in an epoch
 * is superseded by one of a later epoch only where that one was made in a region that had it, or by its own region;
 * else it must be in the ledger. What a region that lost its disk had alone is gone: `lostDisks` tells, and the report
 * of the failover must have named its links.
 */
export function nothingLost(scene: Scene): Property {
  return {
    atTheEnd() {
      const byKey = new Map<string, Application[]>();
      for (const application of scene.journal.applications) {
        const { key } = application.written;
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [application]);
        else known.push(application);
      }
      for (const [key, applications] of byKey) {
        applications.sort(inOrder);
        if (isForeign(key)) {
          judgeForeign(scene, key, applications);
          continue;
        }
        if (scene.gaps.has(key) || scene.lostDisks.size > 0) judgeReported(scene, key, applications);
        else judgeKey(scene, key, applications);
      }
    },
  };
}

/** Where a fault may really lose what was acknowledged (a stream trimmed unread, a disk gone), it must have been said. */
function judgeReported(scene: Scene, key: string, applications: readonly Application[]): void {
  const last = applications.filter(({ written }) => written.told === 'acknowledged').at(-1);
  if (last === undefined || last.removes) return;
  const stands = REGIONS.map((region) => scene.items(region).get(key));
  if (
    stands.every(
      (value) =>
        value !== undefined &&
        applications.some(
          ({ written }) => written.id === value && inOrder(last, lastOf(applications, value)) <= 0,
        ),
    )
  )
    return;
  const said =
    scene.wasSaid('stream.gap_found') ||
    [...scene.lostDisks].some((region) => scene.wasSaid(`unsettled ${region}`));
  const removed = applications.some((other) => other.removes && inOrder(last, other) < 0);
  if (!said && !removed)
    scene.broke(
      3,
      `${nameOf(last)} was acknowledged, is in no region, and neither a gap nor an unsettled tail was reported`,
    );
}

function lastOf(applications: readonly Application[], id: string): Application {
  const found = applications.filter(({ written }) => written.id === id).at(-1);
  if (found === undefined) throw new Error(`${id} was never applied.`);
  return found;
}

function judgeKey(scene: Scene, key: string, applications: readonly Application[]): void {
  const last = applications.at(-1);
  if (last === undefined) return;
  const expected = last.removes ? undefined : last.written.id;
  for (const region of REGIONS) {
    const stands = scene.items(region).get(key);
    if (stands === expected) continue;
    // What is stored although the last write removed it is for property 4 to name.
    if (expected === undefined) continue;
    scene.broke(3, `${key} is ${stands ?? 'absent'} in ${region}, but ${nameOf(last)} came last`);
  }
  for (const [at, application] of applications.entries()) {
    const next = applications[at + 1];
    if (next === undefined || next.epoch === application.epoch) continue;
    judgeLast(scene, application, applications.slice(at + 1));
  }
}

/**
 * A table that no client stamps: nothing orders its writes across regions, so the last that a region acknowledged of a key
 * has to have reached the other one, or to be in the ledger.
 */
function judgeForeign(scene: Scene, key: string, applications: readonly Application[]): void {
  if (scene.gaps.has(key) || scene.lostDisks.size > 0) return;
  for (const region of REGIONS) {
    const last = applications.filter((one) => one.region === region && one.changed).at(-1);
    if (last?.written.told !== 'acknowledged') continue;
    const { id } = last.written;
    const had = last.removes
      ? scene.journal.absentSince(otherOf(region), key, last.order) || scene.ledger.hasRemoval(region, key)
      : scene.journal.everStood(otherOf(region), key, id) || scene.ledger.hasValue(id);
    if (!had)
      scene.broke(3, `${nameOf(last)} was acknowledged, reached no other region and is not in the ledger`);
  }
}

/** The last of its key in its epoch, which one of a later epoch took the place of. */
function judgeLast(scene: Scene, application: Application, later: readonly Application[]): void {
  const { written, region, removes, changed, order } = application;
  if (written.told !== 'acknowledged' || (removes && !changed)) return;
  if (later.some((next) => next.region === region && next.order > order)) return;
  // Sent again and carried out again in a later epoch, it is judged as that; what it did before is the same write.
  if (later.some((next) => next.written.id === written.id)) return;
  const other = otherOf(region);
  const had = removes
    ? scene.journal.absentSince(other, written.key, order)
    : scene.journal.everStood(other, written.key, written.id);
  if (had || scene.ledger.hasValue(written.id)) return;
  if (removes && scene.ledger.hasRemoval(region, written.key, application.epoch)) return;
  scene.broke(
    3,
    `${nameOf(application)} was acknowledged and lost to ${nameOf(later[0] ?? application)} without a word in the ledger`,
  );
}

/** As versions order them: by epoch, and within one as its region carried them out. */
export function inOrder(one: Application, other: Application): number {
  return one.epoch - other.epoch || one.order - other.order;
}

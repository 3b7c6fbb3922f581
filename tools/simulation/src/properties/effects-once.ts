import { isForeign } from '../world/item-name.ts';
import { contentOf } from '../world/content-of.ts';
import { isMarked } from '../world/stamp-of-item.ts';
import type { Application, Written } from '../world/journal.ts';
import { nameOf } from './name-of.ts';
import type { Property, Scene } from './property.ts';

const ADDS_UP: ReadonlySet<Written['how']> = new Set(['add', 'append', 'count']);

/**
 * 9. A write does what its outcome says: one that adds up took effect exactly once if it was acknowledged, and at most once
 * if that is not known; one that was reported as not applied never did; and what replication copies of it is what it left.
 */
export function effectsOnce(scene: Scene): Property {
  const effects = new Map<Written, number>();
  /** By key and write: what it left in the regions that carried it out. */
  const left = new Map<string, Set<string>>();
  const judge = (written: Written, application: Application) => {
    const times = effects.get(written) ?? 0;
    if (times > 1 && ADDS_UP.has(written.how))
      scene.broke(9, `${nameOf(application)} took effect ${times} times`);
    if (times > 0 && (written.told === 'failed' || written.told === 'refused'))
      scene.broke(9, `${nameOf(application)} took effect, although its caller received "${written.told}"`);
  };
  return {
    applied(application) {
      const { written } = application;
      if (isForeign(written.key) || !application.changed) return;
      effects.set(written, (effects.get(written) ?? 0) + 1);
      judge(written, application);
    },
    told(written) {
      const { told, key, how, id } = written;
      if (isForeign(key)) return;
      const last = scene.journal.applications.findLast((one) => one.written === written);
      if (last !== undefined) judge(written, last);
      else if (told === 'acknowledged')
        scene.broke(9, `${how} ${id} of ${key} was acknowledged and never carried out`);
    },
    itemChanged({ key, native, after, region }) {
      const id = after?.value?.S;
      if (id === undefined || isMarked(after)) return;
      const write = `${key} ${id}`;
      const known = left.get(write);
      const content = contentOf(after);
      if (native) {
        if (known === undefined) left.set(write, new Set([content]));
        else known.add(content);
      } else if (known?.has(content) !== true)
        scene.broke(
          9,
          `replication left ${id} of ${key} in ${region} with "${content}", which no write left anywhere`,
        );
    },
  };
}

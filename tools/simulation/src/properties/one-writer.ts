import { isForeign } from '../world/item-name.ts';
import type { Written } from '../world/journal.ts';
import type { Property, Scene } from './property.ts';

interface Span {
  firstMs: number;
  lastMs: number;
}

/**
 * 1. Under `refuse`, no two regions acknowledge writes whose epochs overlap in time. The moment of an acknowledged
 * write is the one at which the region whose answer was heard carried it out.
 */
export function oneWriter(scene: Scene): Property {
  const spans = new Map<number, Span>();
  return {
    told({ told, heard, id, key }: Written) {
      if (isForeign(key)) return;
      if (told !== 'acknowledged' || heard === undefined || scene.history.mix.onControlLoss !== 'refuse')
        return;
      const { epoch, atMs, region } = heard;
      const span = spans.get(epoch) ?? { firstMs: atMs, lastMs: atMs };
      span.firstMs = Math.min(span.firstMs, atMs);
      span.lastMs = Math.max(span.lastMs, atMs);
      spans.set(epoch, span);
      for (const [other, { firstMs, lastMs }] of spans) {
        if ((other > epoch && firstMs < span.lastMs) || (other < epoch && lastMs > span.firstMs))
          scene.broke(
            1,
            `${region} acknowledged ${id} of epoch ${epoch} while epoch ${other} was acknowledged elsewhere`,
          );
      }
    },
  };
}

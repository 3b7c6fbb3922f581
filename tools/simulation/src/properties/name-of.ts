import type { Application } from '../world/journal.ts';

/** A write that landed, in words. */
export function nameOf({ written: { id, how, key }, region, epoch }: Application): string {
  return `${how} ${id} of ${key} (epoch ${epoch} in ${region})`;
}

import type { LocalRegion } from '@understudy/sandbox';
import type { EndEvent } from './end-event.ts';

/**
 * Lets a region's name resolve to nothing, and breaks the connections that there are, as they break within minutes where a name stays
 * empty. @returns what ends it, and gives how many look-ups it struck
 */
export function emptyName({ faults }: Pick<LocalRegion, 'faults'>): EndEvent {
  const name = faults.add({ kind: 'name', code: 'ENOTFOUND' });
  const connections = faults.add({ kind: 'reset', when: 'before' });
  return async () => {
    await Promise.all([name.lift(), connections.lift()]);
    return name.hits;
  };
}

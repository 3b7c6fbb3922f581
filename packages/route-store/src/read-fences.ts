import { limitTime, type Clock } from '@understudy/core';
import type { FenceStore, ReadFence } from '@understudy/route';

export interface ReadFencesOptions {
  readonly fences: Pick<FenceStore, 'read'>;
  readonly regions: readonly [string, string];
  readonly limitMs: number;
  readonly clock: Clock;
}

/** The fences of both regions, read at once, each within `limitMs`. @throws the signal's reason */
export async function readFences(
  { fences, regions, limitMs, clock }: ReadFencesOptions,
  signal: AbortSignal,
): Promise<Readonly<Record<string, ReadFence>>> {
  const read = await Promise.all(
    regions.map(async (region): Promise<readonly [string, ReadFence]> => {
      try {
        const answer = await limitTime((ending) => fences.read(region, ending), { clock, limitMs, signal });
        return [region, answer.met ? (answer.value ?? 'absent') : 'unread'];
      } catch {
        signal.throwIfAborted();
        return [region, 'unread'];
      }
    }),
  );
  return Object.fromEntries(read);
}

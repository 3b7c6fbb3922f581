import type { Clock, Randomness } from '@understudy/core';
import type { LinkStore } from '@understudy/replicator';
import { backfillBarrier, type LinkName } from '@understudy/links';
import { BackfillError } from './errors.ts';
import { repeatRequest } from './repeat-request.ts';

export interface AwaitSettings {
  readonly store: LinkStore;
  readonly link: LinkName;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
  /** How long in ms no replicator may have said anything of the link. */
  readonly silenceMs: number;
}

const LOOK_MS = 250;

/**
 * Resolves when the link has settled everything that its stream holds now: the mover's own question
 * (docs/reasoning/decisions/0003-barriers.md), asked when no mover waits for an answer.
 * @throws BackfillError `UND_BACKFILL_LINK_SILENT`
 */
export async function awaitSettled(settings: AwaitSettings): Promise<void> {
  const { store, link, randomness } = settings;
  const token = backfillBarrier(randomness.unique());
  await awaitLink(async () => {
    const barrier = await store.readBarrier(link);
    if (barrier?.token === token) return barrier.reached;
    // A mover's waits in vain while the link has a gap, until this backfill has filled it.
    if (barrier === undefined || barrier.reached || (await store.readGap(link)) !== undefined)
      await store.requestBarrier(link, token);
    return false;
  }, settings);
}

/**
 * Looks until `done`, as long as a replicator gives signs of life.
 * @throws BackfillError `UND_BACKFILL_LINK_SILENT`
 */
export async function awaitLink(done: () => Promise<boolean>, settings: AwaitSettings): Promise<void> {
  const { store, link, clock, silenceMs, signal } = settings;
  let heard = '';
  let heardMs = clock.monotonicMs();
  for (;;) {
    if (await repeatRequest(done, settings)) return;
    const leader = await repeatRequest(() => store.readLeader(link), settings);
    const sign = leader === undefined || leader.released ? '' : `${leader.owner} ${leader.counter}`;
    if (sign !== '' && sign !== heard) heardMs = clock.monotonicMs();
    heard = sign;
    if (clock.monotonicMs() - heardMs > silenceMs) {
      throw new BackfillError('UND_BACKFILL_LINK_SILENT', {
        what: `No replicator has led the link of ${link.table} from ${link.source} to ${link.target} for ${silenceMs} ms.`,
        details: { ...link, silenceMs },
      });
    }
    await clock.sleep(LOOK_MS, signal);
  }
}

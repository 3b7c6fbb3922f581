import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import type { LinkStore } from '../state/link-store.ts';
import { lookThrough, type LookSettings } from './look-through.ts';

export interface BarrierSettings {
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly owner: string;
  readonly look: LookSettings;
}

/**
 * Sees each new barrier, looks through the whole stream from then on, and writes that the barrier is reached
 * (docs/reasoning/decisions/0003-barriers.md), until the term ends.
 * @throws the reason of its end
 */
export async function answerBarriers({ context, store, owner, look }: BarrierSettings): Promise<never> {
  const { name, options, clock, signal, onEvent } = context;
  for (;;) {
    const barrier = await retryUntilDone(() => store.readBarrier(name), context);
    if (barrier !== undefined && !barrier.reached) {
      await lookThrough(look);
      await retryUntilDone(() => store.reachBarrier(name, owner, barrier.token), context);
      onEvent('barrier.reached', { ...name, token: barrier.token });
    }
    await clock.sleep(options.barrierPollMs, signal);
  }
}

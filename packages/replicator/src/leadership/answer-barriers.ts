import type { LinkContext } from '../link-context.ts';
import { isBackfillBarrier } from '@understudy/links';
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
 * (docs/reasoning/decisions/0003-barriers.md), until the term ends. While changes may be in no stream that the link reads,
 * it answers none but those of the backfill that brings them.
 * @throws the reason of its end, and what a look throws
 */
export async function answerBarriers({ context, store, owner, look }: BarrierSettings): Promise<never> {
  const { name, options, clock, signal, onEvent } = context;
  let refused: string | undefined;
  for (;;) {
    const barrier = await retryUntilDone(() => store.readBarrier(name), context);
    if (barrier !== undefined && !barrier.reached) {
      const { token } = barrier;
      if (!isBlocked(token, look)) await lookThrough(look);
      if (!isBlocked(token, look)) {
        await retryUntilDone(() => store.reachBarrier(name, owner, token), context);
        onEvent('barrier.reached', { ...name, token });
      } else if (refused !== token) {
        refused = token;
        onEvent('barrier.refused', { ...name, token, streamOff: look.shards.isOff, gap: look.retention.gap });
      }
    }
    await clock.sleep(options.barrierPollMs, signal);
  }
}

function isBlocked(token: string, { shards, retention }: LookSettings): boolean {
  return shards.isOff || (retention.gap !== undefined && !isBackfillBarrier(token));
}

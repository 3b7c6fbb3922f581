import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import type { LinkStore } from '../state/link-store.ts';
import type { RetentionWindow } from '../state/retention-window.ts';

export interface OrdersSettings {
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly owner: string;
  readonly retention: RetentionWindow;
}

/**
 * What a backfill asks of a link's leader, read every `checkpointMs` until the term ends: to remember deletes
 * (`LateApplies.hold`) until it is over, and to clear a gap that it has filled. New gaps are written down.
 * @throws the reason of the term's end
 */
export async function watchOrders({ context, store, owner, retention }: OrdersSettings): Promise<never> {
  const { name, late, clock, options, signal } = context;
  for (;;) {
    const hold = await retryUntilDone(() => store.readHold(name), context);
    if (hold === undefined) late.letGo();
    else {
      late.hold();
      if (hold.seenBy !== owner) await retryUntilDone(() => store.seeHold(name, owner, hold.token), context);
    }
    const lost = retention.unsaved();
    if (lost !== undefined) await retryUntilDone(() => store.noteGap(name, owner, lost), context);
    else if (retention.gap !== undefined && (await readGap()) === undefined) retention.clear();
    await clock.sleep(options.checkpointMs, signal);
  }

  function readGap() {
    return retryUntilDone(() => store.readGap(name), context);
  }
}

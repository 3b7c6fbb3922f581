import type { RetentionWindow } from '../state/retention-window.ts';
import type { LinkContext } from '../link-context.ts';
import type { LinkStore } from '../state/link-store.ts';

export interface OrdersSettings {
  readonly context: LinkContext;
  readonly store: LinkStore;
  readonly owner: string;
  readonly retention: RetentionWindow;
  /** Makes a request until it is answered. */
  readonly patiently: <T>(action: () => Promise<T>) => Promise<T>;
}

/**
 * What a backfill asks of a link's leader, looked at now and then until the term ends: to hold deletes in mind
 * (`LateApplies.hold`) until it is over, and to forget a gap that it has made good. New gaps are written down.
 */
export async function watchOrders(settings: OrdersSettings): Promise<never> {
  const { context, store, owner, retention, patiently } = settings;
  const { name, late, clock, options, signal } = context;
  for (;;) {
    const hold = await patiently(() => store.readHold(name));
    if (hold === undefined) late.letGo();
    else {
      late.hold();
      if (hold.seenBy !== owner) await patiently(() => store.seeHold(name, owner, hold.token));
    }
    const lost = retention.unsaved();
    if (lost !== undefined) await patiently(() => store.noteGap(name, owner, lost));
    else if (retention.gap !== undefined && (await patiently(() => store.readGap(name))) === undefined)
      retention.clear();
    await clock.sleep(options.checkpointMs, signal);
  }
}

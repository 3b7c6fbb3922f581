import { decodeVersion } from '@understudy/versions';
import { deleteCopyBelowTombstone } from './delete-below-tombstone.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import { isItemTooLarge } from '../adapters/classify-failure.ts';
import { deleteMarkedItem } from './delete-marked-item.ts';
import { deleteBelowStoredTombstone } from './delete-unmarked-item.ts';
import { markSuspect, markSuspectRequest } from './put-suspect.ts';
import type { LinkStore } from '../state/link-store.ts';
import type { Suspect } from '../state/late-applies.ts';

/** How often in ms the list of suspects is checked while it is empty. */
const IDLE_MS = 1_000;

export interface RecheckSettings {
  readonly context: LinkContext;
  readonly store: LinkStore;
}

/**
 * Deletes again, when it is due, what late puts brought back, and what a backfill has copied of it to the source, until
 * the term ends. While the source can't be reached, the target's suspects are still handled.
 * @throws the reason of the term's end
 */
export async function recheckSuspects(settings: RecheckSettings): Promise<void> {
  const rechecked: Suspect[] = [];
  await Promise.all([recheckTarget(settings, rechecked), recheckSource(settings, rechecked)]);
}

async function recheckTarget({ context }: RecheckSettings, rechecked: Suspect[]): Promise<never> {
  const { late, clock, name, onEvent, signal } = context;
  for (;;) {
    const suspect = late.next();
    const waitMs = suspect === undefined ? IDLE_MS : suspect.dueMs - clock.monotonicMs();
    if (suspect === undefined || waitMs > 0) {
      await clock.sleep(Math.min(Math.max(waitMs, 1), IDLE_MS), signal);
      continue;
    }
    await retryUntilDone(async () => {
      if (await deleteAgain(suspect, context))
        onEvent('apply.landed_late', { ...name, version: suspect.versionText });
    }, context);
    late.clear(suspect);
    rechecked.push(suspect);
  }
}

/** A suspect that was rechecked in both regions is dropped. */
async function recheckSource(settings: RecheckSettings, rechecked: Suspect[]): Promise<never> {
  const { context, store } = settings;
  const { clients, clock, name, signal } = context;
  for (;;) {
    const suspect = rechecked.shift();
    if (suspect === undefined) {
      await clock.sleep(IDLE_MS, signal);
      continue;
    }
    const { key, versionText } = suspect;
    await retryUntilDone(async () => {
      await deleteCopyBelowTombstone(clients.source, { key, version: decodeVersion(versionText) }, context);
      await store.dropSuspect(name, suspect);
    }, context);
  }
}

/**
 * `true` where the delete had been undone. Conditions: those of `markSuspect` and delete-marked-item.ts. The delete has
 * left its tombstone, which is above an item without space for the mark.
 */
async function deleteAgain({ key, versionText }: Suspect, { clients, table }: LinkContext): Promise<boolean> {
  const removal = { key, versionText, version: decodeVersion(versionText) };
  const { guarded } = clients;
  try {
    return (await markSuspect(guarded, removal, table)) && (await deleteMarkedItem(guarded, removal, table));
  } catch (error) {
    if (!isItemTooLarge(error)) throw error;
    return deleteBelowStoredTombstone(guarded, markSuspectRequest(removal, table));
  }
}

import { decodeVersion } from '@understudy/versions';
import { deleteCopyBelowTombstone } from './delete-below-tombstone.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import { deleteMarkedItem } from './delete-marked-item.ts';
import { markSuspect } from './put-suspect.ts';
import type { LinkStore } from '../state/link-store.ts';
import type { Suspect } from '../state/late-applies.ts';

/** How often in ms it is looked whether there is a suspect while there is none. */
const IDLE_MS = 1_000;

export interface RecheckSettings {
  readonly context: LinkContext;
  readonly store: LinkStore;
}

/**
 * Deletes once more, from its due moment on, what late puts brought back, and what a backfill has taken of it to the
 * source; until the term ends. A source that is away keeps no suspect waiting for its turn at the target.
 */
export async function recheckSuspects(settings: RecheckSettings): Promise<void> {
  const looked: Suspect[] = [];
  await Promise.all([recheckTarget(settings, looked), recheckSource(settings, looked)]);
}

async function recheckTarget({ context }: RecheckSettings, looked: Suspect[]): Promise<never> {
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
    looked.push(suspect);
  }
}

/** What was looked at here as well is kept in mind no longer. */
async function recheckSource(settings: RecheckSettings, looked: Suspect[]): Promise<never> {
  const { context, store } = settings;
  const { clients, clock, name, signal } = context;
  for (;;) {
    const suspect = looked.shift();
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

/** `true` where the delete had been undone. Conditions: those of `markSuspect` and delete-marked-item.ts. */
async function deleteAgain({ key, versionText }: Suspect, { clients, table }: LinkContext): Promise<boolean> {
  const removal = { key, versionText, version: decodeVersion(versionText) };
  return (
    (await markSuspect(clients.guarded, removal, table)) &&
    (await deleteMarkedItem(clients.guarded, removal, table))
  );
}

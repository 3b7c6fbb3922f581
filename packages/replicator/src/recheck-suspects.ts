import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { backoffMs } from '@understudy/core';
import { decodeVersion } from '@understudy/versions';
import { isConditionFailure } from './adapters/classify-failure.ts';
import type { LinkContext } from './link-context.ts';
import { deletePlain } from './requests/delete-plain.ts';
import { markSuspect } from './requests/mark-suspect.ts';
import { backoff } from './settle-change.ts';
import type { LinkStore } from './stores/link-store.ts';
import type { Suspect } from './watch-late-applies.ts';

/** How often in ms it is looked whether there is a suspect while there is none. */
const IDLE_MS = 1_000;

/** Deletes once more, from its due moment on, what late puts brought back; until the term ends. */
export async function recheckSuspects(context: LinkContext, store: LinkStore): Promise<void> {
  const { late, clock, name, onEvent, onTrouble, randomness, signal } = context;
  for (let failed = 0; ;) {
    const suspect = late.next();
    const waitMs = suspect === undefined ? IDLE_MS : suspect.dueMs - clock.monotonicMs();
    if (suspect === undefined || waitMs > 0) {
      await clock.sleep(Math.min(Math.max(waitMs, 1), IDLE_MS), signal);
      continue;
    }
    try {
      if (await deleteAgain(suspect, context))
        onEvent('apply.landed_late', { ...name, version: suspect.versionText });
      await store.dropSuspect(name, suspect);
      late.clear(suspect);
      failed = 0;
    } catch (error) {
      signal.throwIfAborted();
      onTrouble(error);
      failed += 1;
      await clock.sleep(backoffMs(failed, backoff(context), randomness), signal);
    }
  }
}

/** `true` where the delete had been undone. Conditions: those of mark-suspect.ts and delete-plain.ts. */
async function deleteAgain({ key, versionText }: Suspect, { clients, table }: LinkContext): Promise<boolean> {
  const change = { key, versionText, version: decodeVersion(versionText) };
  try {
    await clients.guarded.send(new UpdateItemCommand(markSuspect(change, table)));
    await clients.guarded.send(new DeleteItemCommand(deletePlain(change, table)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

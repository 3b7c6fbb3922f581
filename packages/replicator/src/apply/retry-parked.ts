import { decodeVersion } from '@understudy/versions';
import { classifyFailure } from '../adapters/classify-failure.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import type { ParkedEntry } from '../state/parked-records.ts';
import type { Outcome, ParkedTask } from '../types.ts';
import { applyChange } from './apply-change.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import { mayRetryParked } from './may-retry-parked.ts';
import { changeOfParked } from './redrive-parked.ts';

export interface RetryParkedSettings {
  readonly context: LinkContext;
  readonly queue: Pick<KeyedQueue<never>, 'add'>;
}

/**
 * Tries the link's parked records again, one after the other, when a term begins and every `parkedRetryMs` after that:
 * what refused them may be gone. Each waits its turn among the records of its key, so that it never goes over a later
 * one, which has marked it as superseded by then.
 * @throws the reason of the term's end
 */
export async function retryParked({ context, queue }: RetryParkedSettings): Promise<never> {
  const { parked, clock, options, signal } = context;
  for (;;) {
    await retryUntilDone(() => parked.load(), context);
    for (const { keyText, id } of parked.all()) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => reject(signal.reason as Error);
        signal.addEventListener('abort', onAbort, { once: true });
        const onDone = () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        };
        queue.add({ task: { kind: 'parked', keyText, id, onDone }, parts: [] });
      });
    }
    await clock.sleep(options.parkedRetryMs, signal);
  }
}

/**
 * One attempt at a parked record, in its key's turn. A failure leaves it parked, whatever it says: the region's own are
 * reported by the records that come from the stream.
 * Conditions: those of a guarded change (apply-change.ts); of the entry's end, that it was neither decided nor claimed.
 */
export async function completeParked(
  { id, keyText, onDone }: ParkedTask,
  context: LinkContext,
): Promise<void> {
  const { parked, late, onTrouble, onEvent, name, counters } = context;
  try {
    const entry = await parked.openEntry(keyText, id);
    const outcome = entry === undefined ? undefined : await retryOnce(entry, context);
    if (outcome !== undefined) {
      await parked.close(keyText, id, outcome);
      counters.count(outcome, undefined);
      onEvent('record.unparked', { ...name, record: id, outcome });
    }
  } catch (error) {
    const { kind, ambiguous } = classifyFailure(error);
    if (ambiguous) late.note();
    if (kind !== 'record') onTrouble(error);
  } finally {
    onDone();
  }
}

/** `undefined`: it stays parked. */
async function retryOnce(entry: ParkedEntry, context: LinkContext): Promise<Outcome | undefined> {
  const { route, writes, name, clock, table } = context;
  const change = changeOfParked(entry);
  const current = route.current();
  if (change === undefined || current === undefined) return undefined;
  const { epoch } = decodeVersion(change.versionText);
  const facts = { source: name.source, epoch, wallMs: clock.wallMs(), tombstoneTtlMs: table.tombstoneTtlMs };
  if (!mayRetryParked(current, facts)) return undefined;
  // No stamp orders a foreign write against those of another writer.
  if (writes === 'foreign' && route.mode() !== 'plain') return undefined;
  return (await applyChange(change, context, { forced: 'guarded' })).outcome;
}

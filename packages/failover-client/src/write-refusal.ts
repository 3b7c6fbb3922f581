import { judgeRefusal, stampOf, stripItem } from '@understudy/versions';
import type { ErrorClass } from './classify-error.ts';
import type { OldItem } from './types.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';

/**
 * What a refused write means:
 * `fenced`: the fence refused it, so it was not applied and the route has moved;
 * `already-applied`: the table holds an earlier attempt of this write, and `output` is its answer;
 * `callers-error`: the caller's own condition failed, and `error` is the caller's answer;
 * `change-form`: the write must be sent in another form, by what was learned;
 * `transient`: throttling, or a conflict with another transaction.
 */
export type WriteRefusal =
  | { readonly verdict: 'fenced' }
  | { readonly verdict: 'already-applied'; readonly output: object }
  | { readonly verdict: 'callers-error'; readonly error: Error }
  | { readonly verdict: 'change-form'; readonly notes: WriteNotes }
  | { readonly verdict: 'transient'; readonly class: ErrorClass; readonly error: Error };

/** The old item that a failed condition returned. */
export function oldItemOf(error: Error): OldItem {
  return (error as { Item?: OldItem }).Item;
}

/**
 * What refused a conditional write, by the old item: the fence, an earlier attempt of this write, or the caller's condition.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID`
 */
export function refusedBy(
  item: OldItem,
  { stamping, ownStamps }: Pick<WriteContext, 'stamping' | 'ownStamps'>,
): 'fence' | 'own-write' | 'condition' {
  if (judgeRefusal(item, stamping) === 'fence') return 'fence';
  const stamp = stampOf(item, stamping.attribute);
  return stamp !== undefined && ownStamps.has(stamp) ? 'own-write' : 'condition';
}

/** The error as the caller expects it: with the old item only where it was asked for, and without the stamp. */
export function withoutOldItem<T extends Error>(error: T, asksOld: boolean, attribute: string): T {
  const item = oldItemOf(error);
  if (asksOld && item !== undefined) Object.assign(error, { Item: stripItem(item, attribute) });
  else Reflect.deleteProperty(error, 'Item');
  return error;
}

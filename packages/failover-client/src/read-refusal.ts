import { judgeRefusal, stampOf, stripItem } from '@understudy/versions';
import type { ErrorClass } from './classify-error.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';
import type { OldItem } from './types.ts';

/**
 * What a refused write is to its caller:
 * `stale`: the fence refused it, it was surely not applied;
 * `own`: an earlier attempt of this very write is in the table, and this is its answer;
 * `caller`: the caller's own condition failed, and this is the error to hand on;
 * `again`: it has to go out in another form;
 * `retry`: it met throttling or another transaction.
 */
export type WriteRefusal =
  | { readonly verdict: 'stale' }
  | { readonly verdict: 'own'; readonly output: object }
  | { readonly verdict: 'caller'; readonly error: Error }
  | { readonly verdict: 'again'; readonly notes: WriteNotes }
  | { readonly verdict: 'retry'; readonly class: ErrorClass; readonly error: Error };

/** The old item that a failed condition returned. */
export function oldItemOf(error: Error): OldItem {
  return (error as { Item?: OldItem }).Item;
}

/**
 * Who refused the write, by the old item.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID`
 */
export function refusedBy(
  item: OldItem,
  { stamping, ownStamps }: Pick<WriteContext, 'stamping' | 'ownStamps'>,
): 'fence' | 'own' | 'caller' {
  const verdict = judgeRefusal(item, stamping);
  if (verdict === 'fence') return 'fence';
  const stamp = stampOf(item, stamping.attribute);
  return stamp !== undefined && ownStamps.has(stamp) ? 'own' : 'caller';
}

/** The error as its caller would have got it: with the old item only where it was asked for, and without the stamp. */
export function withoutOldItem<T extends Error>(error: T, asksOld: boolean, attribute: string): T {
  const { Item: item } = error as { Item?: OldItem };
  if (asksOld && item !== undefined) Object.assign(error, { Item: stripItem(item, attribute) });
  else Reflect.deleteProperty(error, 'Item');
  return error;
}

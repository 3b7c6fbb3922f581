import { stampOf } from './stamp-of.ts';
import type { Stamping } from './native-stamping.ts';
import { decodeTombstone } from './tombstone.ts';
import type { Item } from './types.ts';

/**
 * Who refused a conditional write, by the old item that the refusal returned:
 * `fence`: the item is of a later epoch, so the write came too late and was not applied;
 * `own`: the item bears this very write's stamp, so an earlier attempt of it was applied;
 * `caller`: the caller's own condition.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the stamp attribute holds no string.
 */
export function judgeRefusal(
  item: Item | undefined,
  { attribute, stamp, ceiling }: Stamping,
): 'fence' | 'own' | 'caller' {
  const found = stampOf(item, attribute);
  if (found === undefined) return 'caller';
  if (found >= ceiling) return 'fence';
  return found === stamp ? 'own' : 'caller';
}

/**
 * What a tombstone that was not replaced means for the delete: of a later epoch, it came too late; else the standing
 * version is of this epoch and not older, and is kept.
 * @throws VersionsError `UND_VERSIONS_TOMBSTONE_INVALID`
 */
export function judgeTombstone(
  item: Item,
  { ceiling }: Pick<Stamping, 'ceiling'>,
): { readonly verdict: 'fence' } | { readonly verdict: 'keep'; readonly version: string } {
  const { version } = decodeTombstone(item);
  return version >= ceiling ? { verdict: 'fence' } : { verdict: 'keep', version };
}

import { RecordsError } from '../errors.ts';
import type { Side } from '../merge/types.ts';

/** A decision on conflicts by their paths; `undefined` for those that nothing was said of. */
export type Decide = (path: string) => Side | undefined;

/**
 * What `--take` decides: `theirs` or `ours`, alone or with `:` and a path.
 * @throws RecordsError `UND_RECORDS_CONFIG_INVALID`
 */
export function readTakes(texts: readonly string[]): Decide {
  const sides = new Map<string | undefined, Side>();
  for (const text of texts) {
    const at = text.indexOf(':');
    const side = at < 0 ? text : text.slice(0, at);
    const path = at < 0 ? undefined : text.slice(at + 1);
    if ((side !== 'theirs' && side !== 'ours') || path === '') {
      throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
        what: `--take ${text}: expected theirs, ours, theirs:ATTRIBUTE or ours:ATTRIBUTE.`,
      });
    }
    if (sides.has(path)) {
      throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
        what: `--take names ${path ?? 'all conflicts'} twice.`,
      });
    }
    sides.set(path, side);
  }
  return (path) => sides.get(path) ?? sides.get(undefined);
}

import { FOREIGN_TABLE, tablesOf } from './limits.ts';
import type { AppTable, ClientName, Decision, Mix, WriteKind, WritePart } from './types.ts';
import type { Dice } from './world/dice.ts';

/** What a history's applications do. */
export interface CallTaste {
  readonly keys: readonly string[];
  /** How many of the writes delete. */
  readonly deletes: number;
}

/** One call of an application: most often a single write, now and then a transaction or a batch. */
export function drawCall(dice: Dice, mix: Mix, { keys, deletes }: CallTaste, at: number): Decision {
  const by: ClientName = mix.clients === 2 && dice.happens(0.4) ? 'client-2' : 'client-1';
  const key = () => keys[Math.floor(dice.fraction() * keys.length)] ?? 'a';
  const stamped = tablesOf(mix).filter((table) => table !== FOREIGN_TABLE);
  const table = (): AppTable => stamped[Math.floor(dice.fraction() * stamped.length)] ?? 'items';
  const as = dice.fraction();
  if (as < 0.12) {
    const parts = distinct(
      drawParts(dice, () => ({ table: table(), key: key(), how: drawHow(dice, deletes) })),
    );
    return { at, do: 'transact', by, parts: parts.map(withoutOld), token: dice.happens(0.3) };
  }
  if (as < 0.2) {
    const how = (): WriteKind => (dice.happens(deletes) ? 'delete' : 'put');
    return {
      at,
      do: 'batch',
      by,
      parts: distinct(drawParts(dice, () => ({ table: table(), key: key(), how: how() }))),
    };
  }
  if (tablesOf(mix).includes(FOREIGN_TABLE) && dice.happens(0.4)) {
    const how: WriteKind = dice.happens(deletes) ? 'delete' : dice.oneOf<WriteKind>('put', 'put', 'update');
    return { at, do: 'write', by, key: key(), how, table: FOREIGN_TABLE };
  }
  const where = table();
  return {
    at,
    do: 'write',
    by,
    key: key(),
    how: drawHow(dice, deletes),
    ...(where === 'items' ? {} : { table: where }),
  };
}

function drawHow(dice: Dice, deletes: number): WriteKind {
  if (dice.happens(deletes)) return dice.happens(0.8) ? 'delete' : 'delete-old';
  return dice.oneOf<WriteKind>('put', 'put', 'put', 'update', 'update', 'put-new', 'add', 'append', 'count');
}

function drawParts(dice: Dice, one: () => WritePart): readonly WritePart[] {
  return Array.from({ length: dice.oneOf(2, 2, 3) }, one);
}

/** DynamoDB takes no two parts of one item. */
function distinct(parts: readonly WritePart[]): readonly WritePart[] {
  return parts.filter(
    ({ table, key }, at) => !parts.slice(0, at).some((other) => other.table === table && other.key === key),
  );
}

/** A part of a transaction returns no old item. */
function withoutOld(part: WritePart): WritePart {
  return part.how === 'delete-old' ? { ...part, how: 'delete' } : part;
}

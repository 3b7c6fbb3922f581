import type { ConditionCheck, Put } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { VersionsError } from './errors.ts';
import { tombstoneId } from './tombstone-id.ts';
import type { Item } from './types.ts';

/** That a key was deleted, by which version: kept where the delete was done, while late requests may still land. */
export interface Tombstone {
  /** The table's name, never its ARN. */
  readonly table: string;
  /** The deleted item's key, one or two attributes. */
  readonly key: Item;
  /** The delete's version text; a native delete's has the sequence 0. */
  readonly version: string;
  /** Seconds since 1970 from which DynamoDB may remove it. */
  readonly expiresAtSeconds: number;
}

/** Whose tombstone. */
export type TombstoneKey = Pick<Tombstone, 'table' | 'key'>;

/** Its key in the table of tombstones. @throws VersionsError `UND_VERSIONS_KEY_INVALID` */
export function tombstoneKey({ table, key }: TombstoneKey): { id: { S: string } } {
  return { id: { S: tombstoneId(table, key) } };
}

/** As it is kept. @throws VersionsError `UND_VERSIONS_KEY_INVALID` */
export function tombstoneItem(tombstone: Tombstone) {
  return {
    ...tombstoneKey(tombstone),
    table: { S: tombstone.table },
    key: { M: { ...tombstone.key } },
    v: { S: tombstone.version },
    expiresAt: { N: String(Math.ceil(tombstone.expiresAtSeconds)) },
  };
}

/**
 * The Put of a transaction that writes it (a PutItem's input as well).
 * Condition: no tombstone exists, or one that is not later. A refusal returns the existing one.
 * @throws VersionsError `UND_VERSIONS_KEY_INVALID`
 */
export function putTombstone(tombstone: Tombstone) {
  return {
    TableName: TOMBSTONES_TABLE.TableName,
    Item: tombstoneItem(tombstone),
    ConditionExpression: 'attribute_not_exists(#v) OR #v <= :version',
    ExpressionAttributeNames: { '#v': 'v' },
    ExpressionAttributeValues: { ':version': { S: tombstone.version } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies Put;
}

/**
 * The ConditionCheck of a transaction that minds the tombstone.
 * Condition: no tombstone exists, or one older than `version` (`orTheSame`: one that is not later).
 * A refusal returns the existing one.
 * @throws VersionsError `UND_VERSIONS_KEY_INVALID`
 */
export function checkTombstone(
  key: TombstoneKey,
  version: string,
  { orTheSame = false }: { readonly orTheSame?: boolean } = {},
) {
  return {
    TableName: TOMBSTONES_TABLE.TableName,
    Key: tombstoneKey(key),
    ConditionExpression: `attribute_not_exists(#v) OR #v ${orTheSame ? '<=' : '<'} :version`,
    ExpressionAttributeNames: { '#v': 'v' },
    ExpressionAttributeValues: { ':version': { S: version } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies ConditionCheck;
}

/**
 * Reads one back.
 * @throws VersionsError `UND_VERSIONS_TOMBSTONE_INVALID` where the item is none.
 */
export function decodeTombstone(item: Item): Tombstone {
  const { table, key, v, expiresAt } = item;
  const expiresAtSeconds = Number(expiresAt?.N);
  if (
    table?.S === undefined ||
    key?.M === undefined ||
    v?.S === undefined ||
    Number.isNaN(expiresAtSeconds)
  ) {
    throw new VersionsError('UND_VERSIONS_TOMBSTONE_INVALID', {
      what: `The item "${item.id?.S ?? ''}" of ${TOMBSTONES_TABLE.TableName} is no tombstone.`,
      details: { id: item.id?.S, attributes: Object.keys(item) },
    });
  }
  return { table: table.S, key: key.M, version: v.S, expiresAtSeconds };
}

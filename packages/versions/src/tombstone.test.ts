import { describe, expect, it } from '@jest/globals';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { encodeVersion } from './encode-version.ts';
import { checkTombstone, decodeTombstone, putTombstone, tombstoneItem } from './tombstone.ts';

const version = encodeVersion({ epoch: 3, region: 'us-east-1', sequence: '0' });
const tombstone = { table: 'orders', key: { pk: { S: 'a' } }, version, expiresAtSeconds: 1_800_000_000 };

describe('a tombstone', () => {
  it('is read back as it was written', () => {
    expect(decodeTombstone(tombstoneItem(tombstone))).toEqual(tombstone);
  });

  it('is put unless a later one exists, and checked for being older', () => {
    const put = putTombstone(tombstone);
    expect(put).toMatchObject({
      TableName: TOMBSTONES_TABLE.TableName,
      ConditionExpression: 'attribute_not_exists(#v) OR #v <= :version',
      ExpressionAttributeValues: { ':version': { S: version } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const check = checkTombstone(tombstone, version);
    expect(check.ConditionExpression).toBe('attribute_not_exists(#v) OR #v < :version');
    expect(check.Key).toEqual({ id: put.Item.id });
    expect(checkTombstone(tombstone, version, { orTheSame: true }).ConditionExpression).toContain('<=');
  });

  it('is refused where it is none', () => {
    const invalid = expect.objectContaining({ code: 'UND_VERSIONS_TOMBSTONE_INVALID' });
    expect(() => decodeTombstone({ id: { S: 'x' } })).toThrow(invalid);
    expect(() => decodeTombstone({ ...tombstoneItem(tombstone), expiresAt: { S: 'soon' } })).toThrow(invalid);
    for (const name of ['table', 'key', 'v', 'expiresAt'])
      for (const wrong of [undefined, { BOOL: true }])
        expect(() => decodeTombstone({ ...tombstoneItem(tombstone), [name]: wrong })).toThrow(invalid);
  });
});

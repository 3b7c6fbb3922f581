import { describe, expect, it } from '@jest/globals';
import { markedStamp } from './marked-stamp.ts';
import { nativeStamp } from './native-stamp.ts';
import { encodeVersion } from './encode-version.ts';
import { nativeStamping } from './native-stamping.ts';
import { judgeRefusal, judgeTombstone } from './judge-refusal.ts';
import { tombstoneItem } from './tombstone.ts';

const stamping = nativeStamping({
  attribute: 'understudy:v',
  epoch: 3,
  writer: 'us-east-1',
  wallMs: 5,
  nonce: 'n',
});
const stamped = (stamp: string) => ({ pk: { S: 'a' }, 'understudy:v': { S: stamp } });

describe('judgeRefusal', () => {
  it.each([
    ['no item', undefined, 'caller'],
    ['an item without a stamp', { pk: { S: 'a' } }, 'caller'],
    ['one of an earlier epoch', stamped(nativeStamp(2, 'us-east-1', 9)), 'caller'],
    ['another write of the same millisecond', stamped(nativeStamp(3, 'us-east-1', 5, 'm')), 'caller'],
    ['this very write', stamped(stamping.stamp), 'own'],
    ['one of a later epoch', stamped(nativeStamp(4, 'eu-central-1', 1)), 'fence'],
    ['the fence itself, below which the condition asks stamps to be', stamped(stamping.ceiling), 'fence'],
    ['one that is on its way out', stamped(markedStamp({ epoch: 4, region: 'a', sequence: '1' })), 'fence'],
  ] as const)('%s', (_what, item, verdict) => expect(judgeRefusal(item, stamping)).toBe(verdict));

  it('does not guess at a stamp attribute that holds something else', () => {
    expect(() => judgeRefusal({ 'understudy:v': { N: '1' } }, stamping)).toThrow(
      expect.objectContaining({ code: 'UND_VERSIONS_STAMP_INVALID' }),
    );
  });
});

describe('judgeTombstone', () => {
  const tombstone = (epoch: number, sequence: string) =>
    tombstoneItem({
      table: 'orders',
      key: { pk: { S: 'a' } },
      version: encodeVersion({ epoch, region: 'us-east-1', sequence }),
      expiresAtSeconds: 1,
    });

  it('tells a later epoch from a standing version of this one', () => {
    expect(judgeTombstone(tombstone(4, '0'), stamping)).toEqual({ verdict: 'fence' });
    const ceiling = { ...tombstone(4, '0'), v: { S: stamping.ceiling } };
    expect(judgeTombstone(ceiling, stamping)).toEqual({ verdict: 'fence' });
    expect(judgeTombstone(tombstone(3, '7'), stamping)).toEqual({
      verdict: 'keep',
      version: encodeVersion({ epoch: 3, region: 'us-east-1', sequence: '7' }),
    });
  });
});

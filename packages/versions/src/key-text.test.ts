import { describe, expect, it } from '@jest/globals';
import { keyText } from './key-text.ts';
import { tombstoneId } from './tombstone-id.ts';

describe('keyText', () => {
  it('orders the attributes, normalises numbers, and takes bytes and base64 for the same', () => {
    expect(keyText({ sk: { N: '15.0' }, pk: { S: 'a' } })).toBe('[["pk","S","a"],["sk","N","15"]]');
    expect(keyText({ pk: { S: 'a' }, sk: { N: '1.5e1' } })).toBe(
      keyText({ sk: { N: '15' }, pk: { S: 'a' } }),
    );
    const onTheWire = { pk: { B: 'AP8=' as unknown as Uint8Array } };
    expect(keyText({ pk: { B: Uint8Array.of(0, 255) } })).toBe(keyText(onTheWire));
  });

  it('tells types and values apart, whatever characters they hold', () => {
    const texts = [
      { pk: { S: '1' } },
      { pk: { N: '1' } },
      { pk: { B: Uint8Array.of(49) } },
      { pk: { S: '"],["sk","S","' } },
      { pk: { S: '' }, sk: { S: '' } },
      { pk: { S: '\ud800' } },
      { pk: { S: '\udfff' } },
    ].map(keyText);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('refuses what is no key', () => {
    const invalid = expect.objectContaining({ code: 'UND_VERSIONS_KEY_INVALID' });
    expect(() => keyText({})).toThrow(invalid);
    expect(() => keyText({ pk: { BOOL: true } })).toThrow(invalid);
  });
});

describe('tombstoneId', () => {
  it('is the table and a hash that stays the same from release to release', () => {
    expect(tombstoneId('orders', { pk: { S: 'a' }, sk: { N: '15.0' } })).toBe(
      'orders#AiUdNaWCkKuDa034MePyeAAeFfTcGybBY19UI9fRvMw',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { seededRandomness } from '@understudy/core/testing';
import { decodeImage, encodeImage } from './encode-image.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.record({ S: fc.string() }),
    fc.record({ N: fc.bigInt().map(String) }),
    fc.record({ B: bytes }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant({ NULL: true }),
    fc.record({ SS: fc.array(fc.string()) }),
    fc.record({ NS: fc.array(fc.bigInt().map(String)) }),
    fc.record({ BS: fc.array(bytes) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 4 }) }),
    fc.record({ M: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }) }),
  ),
}));

describe('an image in chunks', () => {
  it('comes back as it was, whatever types it has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), value, { maxKeys: 6 }), async (image) => {
        const plain = Object.fromEntries(Object.entries(image));
        expect(await decodeImage(await encodeImage(plain))).toEqual(plain);
      }),
    );
  });

  it('of 400 KB that can not be compressed takes more than one, each of which fits an item', async () => {
    const chance = seededRandomness(1);
    const data = Uint8Array.from({ length: 400 * 1024 }, () => Math.floor(chance.fraction() * 256));
    const chunks = await encodeImage({ id: { S: 'a' }, data: { B: data } });
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(390 * 1024);
    expect(await decodeImage(chunks)).toEqual({ id: { S: 'a' }, data: { B: data } });
  });

  it('is not made of some of its chunks', async () => {
    const chunks = await encodeImage({ id: { S: 'a' }, data: { S: 'x'.repeat(1_000) } });
    await expect(decodeImage([])).rejects.toThrow();
    await expect(decodeImage(chunks.map((chunk) => chunk.subarray(0, chunk.length - 3)))).rejects.toThrow();
  });
});

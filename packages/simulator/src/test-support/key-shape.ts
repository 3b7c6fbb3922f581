import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';

export type Attributes = Record<string, AttributeValue>;

type KeyType = 'S' | 'N' | 'B';

/** The types of a table's key attributes, `pk` and `sk`. */
export interface KeyShape {
  readonly hash: KeyType;
  readonly range: KeyType | undefined;
}

export const KEY_SHAPES: readonly KeyShape[] = [
  { hash: 'S', range: undefined },
  { hash: 'N', range: 'S' },
  { hash: 'B', range: 'N' },
  { hash: 'S', range: 'B' },
];

/** Few keys, so that requests meet each other's items; one number in two spellings. */
const PARTS: Readonly<Record<KeyType, readonly AttributeValue[]>> = {
  S: [{ S: 'p' }, { S: 'pq' }, { S: '\u{1F600}' }, { S: '\uFFFD' }],
  N: [{ N: '15' }, { N: '15.0' }, { N: '-2' }, { N: '150' }, { N: '0.5' }],
  B: [{ B: Uint8Array.of(1) }, { B: Uint8Array.of(1, 0) }, { B: Uint8Array.of(200) }],
};

export const keyPart = (type: KeyType): fc.Arbitrary<AttributeValue> => fc.constantFrom(...PARTS[type]);

export const key = ({ hash, range }: KeyShape): fc.Arbitrary<Attributes> =>
  range === undefined
    ? fc.record({ pk: keyPart(hash) })
    : fc.record({ pk: keyPart(hash), sk: keyPart(range) });

const wrong = (type: KeyType, name: string): Attributes => ({
  [name]: type === 'S' ? { N: '1' } : { S: 'p' },
});

/** Mostly good keys, and now and then one that the table refuses. */
export const anyKey = (shape: KeyShape): fc.Arbitrary<Attributes> =>
  fc.oneof(
    { weight: 30, arbitrary: key(shape) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Attributes>(
        {},
        { ...wrong(shape.hash, 'pk'), ...(shape.range === undefined ? {} : wrong(shape.range, 'sk')) },
        { other: { S: 'p' }, ...(shape.range === undefined ? {} : { sk: { S: 'p' } }) },
        { pk: { S: 'p' }, sk: { S: 'p' }, more: { S: 'p' } },
      ),
    },
  );

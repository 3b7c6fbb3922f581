import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';

/** Few names, so that requests meet each other's attributes. `l` and `m` tend to be a list and a map. */
export const attributeName = fc.constantFrom('a', 'b', 'l', 'm');

/** Numbers written as DynamoDB returns them. */
export const canonicalNumberText = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 12 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1.5',
      '-0.25',
      '99999999999999999999999999999999999999',
      '0.00000000000000000000000000000000000001',
      '100000000000000000000',
      '12345678901234567.5',
    ),
  },
);

/** The same numbers as people may write them. */
export const numberText = fc.oneof(
  { weight: 5, arbitrary: canonicalNumberText },
  { weight: 1, arbitrary: fc.constantFrom('1.50', '5.0', '007', '+3', '1E2', '-0', '.5', '12e-1') },
);

const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'é', '\u{1F600}', '\uFFFD');
const bytes = fc.uint8Array({ max: 255, maxLength: 2 }).map((array) => Uint8Array.from(array));

const scalar = (number: fc.Arbitrary<string>): fc.Arbitrary<AttributeValue> =>
  fc.oneof(
    { weight: 4, arbitrary: number.map((N) => ({ N })) },
    { weight: 3, arbitrary: text.map((S) => ({ S })) },
    { weight: 1, arbitrary: bytes.map((B) => ({ B })) },
    { weight: 1, arbitrary: fc.boolean().map((BOOL) => ({ BOOL })) },
    { weight: 1, arbitrary: fc.constant({ NULL: true as const }) },
  );

/** What has an order, and can be begun with. */
export const orderedValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 2, arbitrary: numberText.map((N) => ({ N })) },
  { weight: 2, arbitrary: text.map((S) => ({ S })) },
  { weight: 1, arbitrary: bytes.map((B) => ({ B })) },
);

const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
  fc.uniqueArray(canonicalNumberText, { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
  fc
    .uniqueArray(bytes, { minLength: 1, maxLength: 2, selector: (part) => part.join() })
    .map((BS) => ({ BS })),
);

const valueOf = (number: fc.Arbitrary<string>): fc.Arbitrary<AttributeValue> =>
  fc.letrec<{ value: AttributeValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      { weight: 6, arbitrary: scalar(number) },
      { weight: 2, arbitrary: set },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })) },
      {
        weight: 1,
        arbitrary: fc.dictionary(attributeName, tie('value'), { maxKeys: 3 }).map((M) => ({ M: { ...M } })),
      },
    ),
  })).value;

export const value = valueOf(numberText);

/** For what updates store: DynamoDB Local keeps such numbers as they were written. */
export const canonicalValue = valueOf(canonicalNumberText);

const list: fc.Arbitrary<AttributeValue> = fc.array(value, { maxLength: 3 }).map((L) => ({ L }));
const map: fc.Arbitrary<AttributeValue> = fc
  .dictionary(attributeName, value, { maxKeys: 3 })
  .map((M) => ({ M: { ...M } }));

/** An item's attributes besides its key. */
export const attributes: fc.Arbitrary<Record<string, AttributeValue>> = fc
  .record(
    {
      a: fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: set }),
      b: value,
      l: fc.oneof({ weight: 4, arbitrary: list }, { weight: 1, arbitrary: value }),
      m: fc.oneof({ weight: 4, arbitrary: map }, { weight: 1, arbitrary: value }),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ ...given }));

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { set } from './set.ts';
import { bytes, text } from './text.ts';
import { numberText, canonicalNumberText } from './number-text.ts';
import { attributeName } from './attribute-name.ts';

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

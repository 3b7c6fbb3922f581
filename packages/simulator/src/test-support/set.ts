import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { canonicalNumberText } from './number-text.ts';
import { bytes, text } from './text.ts';

export const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
  fc.uniqueArray(canonicalNumberText, { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
  fc
    .uniqueArray(bytes, { minLength: 1, maxLength: 2, selector: (part) => part.join() })
    .map((BS) => ({ BS })),
);

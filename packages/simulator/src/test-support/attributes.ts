import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { value } from './value.ts';
import { attributeName } from './attribute-name.ts';
import { set } from './set.ts';

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

import * as fc from 'fast-check';

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

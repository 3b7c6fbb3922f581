import * as fc from 'fast-check';
import { comparable } from '../testing/outcome.ts';
import type { Attributes } from './key-shape.ts';

/** The one table that random requests are about. */
export const TABLE = 'comparison';

export type Fields = Readonly<Record<string, unknown>>;

export const optional = <Part>(arbitrary: fc.Arbitrary<Part>, weight = 1): fc.Arbitrary<Part | undefined> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

/** The fields that are there. */
export const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** One text for each key, whatever the spelling of its numbers: DynamoDB Local tells spellings apart. */
export const keyText = ({ pk, sk }: Attributes): string => JSON.stringify(comparable({ pk, sk }));

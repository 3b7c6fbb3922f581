import { validationException } from '../validation-exception.ts';
import { addNumbers, negateNumber } from '../values/canonical-number.ts';
import type { Attributes, Value } from '../values/value.ts';
import type { BoundSource } from './bound-condition.ts';
import { valueAt } from './value-at.ts';

export const wrongType = (): Error =>
  validationException('An operand in the update expression has an incorrect data type');

const missing = (): Error =>
  validationException('The provided expression refers to an attribute that does not exist in the item');

/**
 * What a SET assigns, read from the item as it was before the update.
 * @throws ValidationException when an operand is missing or of the wrong type.
 */
export function evaluateSource(source: BoundSource, item: Attributes): Value {
  switch (source.kind) {
    case 'value':
      return source.value;
    case 'path': {
      const value = valueAt(item, source.path);
      if (value === undefined) throw missing();
      return value;
    }
    case 'if_not_exists': {
      // The fallback is looked up even where it is not needed.
      const fallback = evaluateSource(source.fallback, item);
      return valueAt(item, source.path) ?? fallback;
    }
    case 'list_append': {
      const first = evaluateSource(source.first, item);
      const second = evaluateSource(source.second, item);
      if (first.type !== 'L' || second.type !== 'L') throw wrongType();
      return { type: 'L', value: [...first.value, ...second.value] };
    }
    case 'arithmetic': {
      const left = evaluateSource(source.left, item);
      const right = evaluateSource(source.right, item);
      if (left.type !== 'N' || right.type !== 'N') throw wrongType();
      const addend = source.operator === '+' ? right.value : negateNumber(right.value);
      return { type: 'N', value: addNumbers(left.value, addend) };
    }
  }
}

import { bytesAsText, equalValues } from '../values/equal-values.ts';
import { compareScalars } from '../values/compare-scalars.ts';
import { isScalar, type Attributes, type Value } from '../values/value.ts';
import { numberOf, type BoundCondition, type BoundOperand } from './bound-condition.ts';
import type { Comparator } from './condition-syntax.ts';
import { valueAt } from './value-at.ts';

function sizeOf(value: Value): number | undefined {
  switch (value.type) {
    case 'S':
    case 'B':
    case 'L':
    case 'SS':
    case 'NS':
    case 'BS':
      return value.value.length;
    case 'M':
      return value.value.size;
    default:
      return undefined;
  }
}

function operandValue(operand: BoundOperand, item: Attributes | undefined): Value | undefined {
  if (operand.kind === 'path') return valueAt(item, operand.path);
  if (operand.kind === 'value') return operand.value;
  const value = operandValue(operand.operand, item);
  const size = value === undefined ? undefined : sizeOf(value);
  return size === undefined ? undefined : numberOf(size);
}

function isEqual(left: Value | undefined, right: Value | undefined): boolean {
  return left !== undefined && right !== undefined && equalValues(left, right);
}

function order(left: Value | undefined, right: Value | undefined): number | undefined {
  if (left === undefined || right === undefined || !isScalar(left) || !isScalar(right)) return undefined;
  return compareScalars(left, right);
}

/** What is absent, or of another type, is unequal to everything and in no order with anything. */
function compares(comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  if (comparator === '=') return isEqual(left, right);
  if (comparator === '<>') return !isEqual(left, right);
  const found = order(left, right);
  if (found === undefined) return false;
  switch (comparator) {
    case '<':
      return found < 0;
    case '<=':
      return found <= 0;
    case '>':
      return found > 0;
    case '>=':
      return found >= 0;
  }
}

function beginsWith(value: Value | undefined, part: Value | undefined): boolean {
  if (value?.type === 'S') return part?.type === 'S' && value.value.startsWith(part.value);
  if (value?.type !== 'B' || part?.type !== 'B') return false;
  return part.value.length <= value.value.length && part.value.every((byte, at) => byte === value.value[at]);
}

function contains(value: Value | undefined, part: Value | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  switch (value.type) {
    case 'S':
      return part.type === 'S' && value.value.includes(part.value);
    case 'B':
      return part.type === 'B' && bytesAsText(value.value).includes(bytesAsText(part.value));
    case 'SS':
      return part.type === 'S' && value.value.includes(part.value);
    case 'NS':
      return part.type === 'N' && value.value.includes(part.value);
    case 'BS':
      return part.type === 'B' && value.value.map(bytesAsText).includes(bytesAsText(part.value));
    case 'L':
      return value.value.some((element) => equalValues(element, part));
    default:
      return false;
  }
}

/** Whether a condition holds for an item; an absent item is one without attributes. */
export function evaluateCondition(condition: BoundCondition, item: Attributes | undefined): boolean {
  switch (condition.kind) {
    case 'and':
      return evaluateCondition(condition.left, item) && evaluateCondition(condition.right, item);
    case 'or':
      return evaluateCondition(condition.left, item) || evaluateCondition(condition.right, item);
    case 'not':
      return !evaluateCondition(condition.operand, item);
    case 'compare':
      return compares(
        condition.comparator,
        operandValue(condition.left, item),
        operandValue(condition.right, item),
      );
    case 'between': {
      const value = operandValue(condition.operand, item);
      return (
        compares('>=', value, operandValue(condition.low, item)) &&
        compares('<=', value, operandValue(condition.high, item))
      );
    }
    case 'in': {
      const value = operandValue(condition.operand, item);
      return condition.options.some((option) => isEqual(value, operandValue(option, item)));
    }
    case 'attribute_exists':
      return valueAt(item, condition.path) !== undefined;
    case 'attribute_not_exists':
      return valueAt(item, condition.path) === undefined;
    case 'attribute_type':
      return operandValue(condition.operand, item)?.type === condition.type;
    case 'begins_with':
      return beginsWith(operandValue(condition.operand, item), operandValue(condition.part, item));
    case 'contains':
      return contains(operandValue(condition.operand, item), operandValue(condition.part, item));
  }
}

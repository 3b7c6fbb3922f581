import { validationException } from '../validation-exception.ts';
import type { BoundCondition, BoundOperand, Path } from '../expressions/bound-condition.ts';
import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import type { Comparator } from '../expressions/condition-syntax.ts';
import { keyPart } from '../tables/item-key.ts';
import type { KeyAttribute, KeySchema } from '../tables/key-schema.ts';
import { compareScalars } from '../values/compare-scalars.ts';
import type { ScalarValue, Value } from '../values/value.ts';

/** What a key condition selects: one partition, and of it the items whose sort key is in range. */
export interface KeyRange {
  readonly hash: ScalarValue;
  /** Whether a sort key is below everything in range; those are all at the beginning. */
  readonly isBelow: (range: ScalarValue) => boolean;
  /** Whether a sort key is in range; those are all together. */
  readonly includes: (range: ScalarValue) => boolean;
}

/** A condition on one attribute, its operands in the order attribute, value. */
type Part =
  | { readonly kind: Comparator; readonly path: Path; readonly value: Value }
  | { readonly kind: 'between'; readonly path: Path; readonly low: Value; readonly high: Value }
  | { readonly kind: 'begins_with'; readonly path: Path; readonly value: Value };

const TURNED: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const badOperator = (operator: string): Error =>
  validationException(`Invalid operator used in KeyConditionExpression: ${operator}`);

function checkFlat(operands: readonly BoundOperand[]): void {
  if (operands.some(({ kind }) => kind === 'size')) {
    throw validationException('KeyConditionExpressions cannot contain nested operations');
  }
}

const unsupported = (): Error => validationException('Query key condition not supported');

function partOf(condition: BoundCondition): Part {
  switch (condition.kind) {
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw badOperator('<>');
      checkFlat([left, right]);
      if (left.kind === 'path' && right.kind === 'value') {
        return { kind: comparator, path: left.path, value: right.value };
      }
      if (left.kind === 'value' && right.kind === 'path') {
        return { kind: TURNED[comparator], path: right.path, value: left.value };
      }
      throw unsupported();
    }
    case 'between': {
      const { operand, low, high } = condition;
      checkFlat([operand, low, high]);
      if (operand.kind !== 'path' || low.kind !== 'value' || high.kind !== 'value') throw unsupported();
      return { kind: 'between', path: operand.path, low: low.value, high: high.value };
    }
    case 'begins_with': {
      const { operand, part } = condition;
      checkFlat([operand, part]);
      if (operand.kind !== 'path' || part.kind !== 'value') throw unsupported();
      return { kind: 'begins_with', path: operand.path, value: part.value };
    }
    case 'and':
    case 'or':
    case 'not':
    case 'in':
      throw badOperator(condition.kind.toUpperCase());
    default:
      throw badOperator(condition.kind);
  }
}

function partsOf(condition: BoundCondition): Part[] {
  if (condition.kind !== 'and') return [partOf(condition)];
  return [...partsOf(condition.left), ...partsOf(condition.right)];
}

const WRONG_TYPE =
  'One or more parameter values were invalid: Condition parameter type does not match schema type';

const RANGE = 'range';

/** Whether a sort key alone meets the part that is about it. */
function includes(part: Part, attribute: KeyAttribute): (range: ScalarValue) => boolean {
  const operand: BoundOperand = { kind: 'path', path: [RANGE] };
  const asValue = (value: Value): BoundOperand => ({
    kind: 'value',
    value: keyPart(value, attribute, WRONG_TYPE),
  });
  const condition: BoundCondition =
    part.kind === 'between'
      ? { kind: 'between', operand, low: asValue(part.low), high: asValue(part.high) }
      : part.kind === 'begins_with'
        ? { kind: 'begins_with', operand, part: asValue(part.value) }
        : { kind: 'compare', comparator: part.kind, left: operand, right: asValue(part.value) };
  return (range) => evaluateCondition(condition, new Map<string, Value>([[RANGE, range]]));
}

/** The least sort key a part can include; undefined where there is no least. */
function lowest(part: Part): Value | undefined {
  switch (part.kind) {
    case 'between':
      return part.low;
    case '<':
    case '<=':
    case '<>':
      return undefined;
    default:
      return part.value;
  }
}

/**
 * Reads a key condition.
 * @throws ValidationException when it is not one partition, or not one range of its sort keys.
 */
export function keyRangeOf(condition: BoundCondition, schema: KeySchema): KeyRange {
  const parts = new Map<string, Part>();
  for (const part of partsOf(condition)) {
    const name = String(part.path[0]);
    if (part.path.length > 1) {
      throw validationException(
        `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`,
      );
    }
    if (parts.has(name)) {
      throw validationException('KeyConditionExpressions must only contain one condition per key');
    }
    parts.set(name, part);
  }
  const { hash, range } = schema;
  const onHash = parts.get(hash.name);
  const onRange = range === undefined ? undefined : parts.get(range.name);
  if (onHash === undefined || parts.size > (onRange === undefined ? 1 : 2)) {
    throw validationException('Query condition missed key schema element');
  }
  if (onHash.kind !== '=') throw unsupported();
  const partition = keyPart(onHash.value, hash, WRONG_TYPE);
  if (onRange === undefined || range === undefined) {
    return { hash: partition, isBelow: () => false, includes: () => true };
  }
  const inRange = includes(onRange, range);
  const least = lowest(onRange);
  const start = least === undefined ? undefined : keyPart(least, range, WRONG_TYPE);
  return {
    hash: partition,
    isBelow: (key) => start !== undefined && (compareScalars(key, start) ?? 0) <= 0 && !inRange(key),
    includes: inRange,
  };
}

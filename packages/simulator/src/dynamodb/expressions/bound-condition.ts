import type { NumberValue, Value, ValueType } from '../values/value.ts';
import type { Comparator } from './condition-syntax.ts';

/** Expressions with their names and values filled in, checked as far as they can be without an item. */

export type Path = readonly (string | number)[];

interface BoundPath {
  readonly kind: 'path';
  readonly path: Path;
}

interface BoundValue {
  readonly kind: 'value';
  readonly value: Value;
}

interface BoundSize {
  readonly kind: 'size';
  readonly operand: BoundOperand;
}

export type BoundOperand = BoundPath | BoundValue | BoundSize;

export type BoundCondition =
  | { readonly kind: 'and' | 'or'; readonly left: BoundCondition; readonly right: BoundCondition }
  | { readonly kind: 'not'; readonly operand: BoundCondition }
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly left: BoundOperand;
      readonly right: BoundOperand;
    }
  | {
      readonly kind: 'between';
      readonly operand: BoundOperand;
      readonly low: BoundOperand;
      readonly high: BoundOperand;
    }
  | { readonly kind: 'in'; readonly operand: BoundOperand; readonly options: readonly BoundOperand[] }
  | { readonly kind: 'attribute_exists' | 'attribute_not_exists'; readonly path: Path }
  | { readonly kind: 'attribute_type'; readonly operand: BoundOperand; readonly type: string }
  | {
      readonly kind: 'begins_with' | 'contains';
      readonly operand: BoundOperand;
      readonly part: BoundOperand;
    };

export type BoundSource =
  | BoundPath
  | BoundValue
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly fallback: BoundSource }
  | { readonly kind: 'list_append'; readonly first: BoundSource; readonly second: BoundSource }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-';
      readonly left: BoundSource;
      readonly right: BoundSource;
    };

export type BoundAction =
  | { readonly kind: 'set'; readonly path: Path; readonly source: BoundSource }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: Value };

export const numberOf = (count: number): NumberValue => ({ type: 'N', value: String(count) });

/** The type an operand has whatever the item; undefined where the item decides. */
export function knownType(operand: BoundOperand): ValueType | undefined {
  if (operand.kind === 'size') return 'N';
  return operand.kind === 'value' ? operand.value.type : undefined;
}

/** A path as DynamoDB writes it in what it says about it. */
export const pathText = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

export const samePath = (left: Path, right: Path): boolean =>
  left.length === right.length && left.every((step, at) => step === right[at]);

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { attributeName } from './attribute-name.ts';
import { orderedValue, value } from './value.ts';

/**
 * Random expressions as trees, and their texts: names are written plainly or by placeholder, values by
 * placeholder only, as requests have to.
 */
export type PathTree = readonly (string | number)[];

export type OperandTree =
  | { readonly path: PathTree; readonly aliased: boolean }
  | { readonly value: AttributeValue }
  | { readonly size: OperandTree };

export type ConditionTree =
  | { readonly op: 'AND' | 'OR'; readonly sides: readonly [ConditionTree, ConditionTree] }
  | { readonly op: 'NOT'; readonly inner: ConditionTree }
  | { readonly op: '='; readonly comparator: string; readonly left: OperandTree; readonly right: OperandTree }
  | { readonly op: 'BETWEEN'; readonly operands: readonly [OperandTree, OperandTree, OperandTree] }
  | { readonly op: 'IN'; readonly operand: OperandTree; readonly options: readonly OperandTree[] }
  | { readonly op: 'CALL'; readonly name: string; readonly operands: readonly OperandTree[] };

export const path: fc.Arbitrary<PathTree> = fc.oneof(
  { weight: 5, arbitrary: attributeName.map((name) => [name]) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('m'), attributeName) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('l'), fc.integer({ min: 0, max: 3 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('m'), fc.constant('l'), fc.integer({ min: 0, max: 2 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('l'), fc.integer({ min: 0, max: 2 }), attributeName) },
);

const pathOperand = fc.record({ path, aliased: fc.boolean() });
const simpleOperand: fc.Arbitrary<OperandTree> = fc.oneof(
  { weight: 5, arbitrary: pathOperand },
  { weight: 4, arbitrary: fc.record({ value }) },
);
const operand: fc.Arbitrary<OperandTree> = fc.oneof(
  { weight: 8, arbitrary: simpleOperand },
  { weight: 1, arbitrary: fc.record({ size: pathOperand }) },
);

/** What has an order; now and then something that has none. */
const orderedOperand: fc.Arbitrary<OperandTree> = fc.oneof(
  { weight: 12, arbitrary: pathOperand },
  { weight: 8, arbitrary: orderedValue.map((each) => ({ value: each })) },
  { weight: 1, arbitrary: operand },
);

const typeName: fc.Arbitrary<OperandTree> = fc
  .constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS')
  .map((name) => ({ value: { S: name } }));

const leaf: fc.Arbitrary<ConditionTree> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      op: fc.constant('=' as const),
      comparator: fc.constantFrom('=', '<>'),
      left: operand,
      right: operand,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      op: fc.constant('=' as const),
      comparator: fc.constantFrom('<', '<=', '>', '>='),
      left: orderedOperand,
      right: orderedOperand,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('BETWEEN' as const),
      operands: fc.tuple(orderedOperand, orderedOperand, orderedOperand),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('IN' as const),
      operand,
      options: fc.array(operand, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('CALL' as const),
      name: fc.constantFrom('attribute_exists', 'attribute_not_exists'),
      operands: fc.tuple(pathOperand),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('CALL' as const),
      name: fc.constantFrom('begins_with', 'contains'),
      operands: fc.tuple(operand, orderedOperand),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('CALL' as const),
      name: fc.constant('attribute_type'),
      operands: fc.tuple(pathOperand, typeName),
    }),
  },
);

export const condition: fc.Arbitrary<ConditionTree> = fc.letrec<{ tree: ConditionTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constantFrom('AND' as const, 'OR' as const),
        sides: fc.tuple(tie('tree'), tie('tree')),
      }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('NOT' as const), inner: tie('tree') }) },
  ),
})).tree;

/** Collects the placeholders of one request while its expressions are written. */
export class ExpressionWriter {
  readonly #names = new Map<string, string>();
  readonly #values: AttributeValue[] = [];

  path(tree: PathTree, aliased = false): string {
    return tree
      .map((step, at) => {
        if (typeof step === 'number') return `[${step}]`;
        return `${at === 0 ? '' : '.'}${aliased ? this.#alias(step) : step}`;
      })
      .join('');
  }

  #alias(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const alias = `#n${this.#names.size}`;
    this.#names.set(name, alias);
    return alias;
  }

  value(given: AttributeValue): string {
    this.#values.push(given);
    return `:v${this.#values.length - 1}`;
  }

  operand(tree: OperandTree): string {
    if ('path' in tree) return this.path(tree.path, tree.aliased);
    return 'value' in tree ? this.value(tree.value) : `size(${this.operand(tree.size)})`;
  }

  condition(tree: ConditionTree, nested = false): string {
    const list = (operands: readonly OperandTree[]) => operands.map((each) => this.operand(each)).join(', ');
    switch (tree.op) {
      case 'AND':
      case 'OR': {
        const text = tree.sides.map((side) => this.condition(side, true)).join(` ${tree.op} `);
        return nested ? `(${text})` : text;
      }
      case 'NOT':
        return `NOT ${this.condition(tree.inner, true)}`;
      case '=':
        return `${this.operand(tree.left)} ${tree.comparator} ${this.operand(tree.right)}`;
      case 'BETWEEN': {
        const [inner, low, high] = tree.operands;
        return `${this.operand(inner)} BETWEEN ${this.operand(low)} AND ${this.operand(high)}`;
      }
      case 'IN':
        return `${this.operand(tree.operand)} IN (${list(tree.options)})`;
      case 'CALL':
        return `${tree.name}(${list(tree.operands)})`;
    }
  }

  /** The placeholders that were used, as a request's fields. */
  get placeholders(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  } {
    const names = Object.fromEntries([...this.#names].map(([name, alias]) => [alias, name]));
    const values = Object.fromEntries(this.#values.map((given, at) => [`:v${at}`, given]));
    return {
      ...(this.#names.size === 0 ? {} : { ExpressionAttributeNames: names }),
      ...(this.#values.length === 0 ? {} : { ExpressionAttributeValues: values }),
    };
  }
}

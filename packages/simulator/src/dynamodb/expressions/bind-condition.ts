import { canonicalValue } from '../values/canonical-value.ts';
import { compareScalars } from '../values/compare-scalars.ts';
import { isScalar, type Value, type ValueType } from '../values/value.ts';
import type { BoundCondition, BoundOperand } from './bound-condition.ts';
import { checkCount } from './check-count.ts';
import { checkDistinct } from './check-distinct.ts';
import { checkType } from './check-type.ts';
import { expressionFault, needsPath } from './expression-fault.ts';
import type { Placeholders } from './placeholders.ts';
import type { CallSyntax, ConditionSyntax, ExpressionKind, OperandSyntax } from './condition-syntax.ts';

const ORDERED: ReadonlySet<ValueType> = new Set<ValueType>(['S', 'N', 'B']);
const TEXTS: ReadonlySet<ValueType> = new Set<ValueType>(['S', 'B']);
const SIZED: ReadonlySet<ValueType> = new Set<ValueType>(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
const MOST_OPTIONS = 100;

/** Every type's name, in the order DynamoDB lists them. */
const TYPE_NAMES = ['N', 'BS', 'L', 'B', 'NULL', 'M', 'S', 'SS', 'NS', 'BOOL'];
const ALL_TYPES =
  '{B,SS,DOUBLESET,NS,BOOL,S,BS,DECIMAL,DOUBLE,HD,N,DICT,INTSET,HDS,FS,L,INT,NULL,M,DECIMALSET,FLOAT}';

/** Fills names and values into one condition, and checks it. */
class ConditionBinder {
  readonly #kind: ExpressionKind;
  readonly #placeholders: Placeholders;

  constructor(kind: ExpressionKind, placeholders: Placeholders) {
    this.#kind = kind;
    this.#placeholders = placeholders;
  }

  #operand(syntax: OperandSyntax): BoundOperand {
    if (syntax.kind === 'path') return { kind: 'path', path: this.#placeholders.path(syntax, this.#kind) };
    if (syntax.kind === 'value')
      return { kind: 'value', value: this.#placeholders.value(syntax, this.#kind) };
    this.#checkAllowed(syntax);
    if (syntax.name !== 'size') throw this.#misplaced(syntax);
    const [operand] = this.#operands(syntax, 1);
    checkType(this.#kind, 'size', operand, SIZED);
    return { kind: 'size', operand };
  }

  #operands(call: CallSyntax, wanted: 1): readonly [BoundOperand];
  #operands(call: CallSyntax, wanted: 2): readonly [BoundOperand, BoundOperand];
  #operands({ name, operands }: CallSyntax, wanted: number): readonly BoundOperand[] {
    const bound = operands.map((operand) => this.#operand(operand));
    checkCount(this.#kind, name, operands.length, wanted);
    return bound;
  }

  #checkAllowed({ name }: CallSyntax): void {
    if (name !== 'if_not_exists' && name !== 'list_append') return;
    throw expressionFault(
      this.#kind,
      `The function is not allowed in a condition expression; function: ${name}`,
    );
  }

  #misplaced({ name }: CallSyntax): Error {
    return expressionFault(
      this.#kind,
      `The function is not allowed to be used this way in an expression; function: ${name}`,
    );
  }

  bind(syntax: ConditionSyntax): BoundCondition {
    switch (syntax.kind) {
      case 'and':
      case 'or':
        return { kind: syntax.kind, left: this.bind(syntax.left), right: this.bind(syntax.right) };
      case 'not':
        return { kind: 'not', operand: this.bind(syntax.operand) };
      case 'compare': {
        const { comparator } = syntax;
        const left = this.#operand(syntax.left);
        const right = this.#operand(syntax.right);
        checkDistinct(this.#kind, comparator, left, [right]);
        if (comparator !== '=' && comparator !== '<>') {
          checkType(this.#kind, comparator, left, ORDERED);
          checkType(this.#kind, comparator, right, ORDERED);
        }
        return { kind: 'compare', comparator, left, right };
      }
      case 'between': {
        const operand = this.#operand(syntax.operand);
        const low = this.#operand(syntax.low);
        const high = this.#operand(syntax.high);
        for (const each of [operand, low, high]) checkType(this.#kind, 'BETWEEN', each, ORDERED);
        checkDistinct(this.#kind, 'BETWEEN', operand, [low, high]);
        if (low.kind === 'value' && high.kind === 'value') this.#checkBounds(low.value, high.value);
        return { kind: 'between', operand, low, high };
      }
      case 'in': {
        const operand = this.#operand(syntax.operand);
        const options = syntax.options.map((option) => this.#operand(option));
        checkDistinct(this.#kind, 'IN', operand, options);
        if (options.length > MOST_OPTIONS) {
          throw expressionFault(
            this.#kind,
            `The IN operator is provided with too many operands; number of operands: ${options.length}`,
          );
        }
        return { kind: 'in', operand, options };
      }
      case 'call':
        return this.#call(syntax);
    }
  }

  #checkBounds(low: Value, high: Value): void {
    const order = isScalar(low) && isScalar(high) ? compareScalars(low, high) : undefined;
    if (order !== undefined && order <= 0) return;
    const shown = (value: Value) =>
      `AttributeValue: {${value.type}:${isScalar(value) && value.type !== 'B' ? value.value : canonicalValue(value)}}`;
    throw expressionFault(
      this.#kind,
      `The BETWEEN operator requires ` +
        (order === undefined
          ? 'same data type for lower and upper bounds; '
          : 'upper bound to be greater than or equal to lower bound; ') +
        `lower bound operand: ${shown(low)}, upper bound operand: ${shown(high)}`,
    );
  }

  #call(call: CallSyntax): BoundCondition {
    this.#checkAllowed(call);
    const { name } = call;
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists': {
        const [operand] = this.#operands(call, 1);
        if (operand.kind !== 'path') throw needsPath(this.#kind, name);
        return { kind: name, path: operand.path };
      }
      case 'attribute_type': {
        const [operand, type] = this.#operands(call, 2);
        return { kind: 'attribute_type', operand, type: this.#typeName(type) };
      }
      case 'begins_with': {
        const [operand, part] = this.#operands(call, 2);
        checkDistinct(this.#kind, name, operand, [part]);
        checkType(this.#kind, name, operand, TEXTS);
        checkType(this.#kind, name, part, TEXTS);
        return { kind: name, operand, part };
      }
      case 'contains': {
        const [operand, part] = this.#operands(call, 2);
        checkDistinct(this.#kind, name, operand, [part]);
        return { kind: name, operand, part };
      }
      default:
        throw this.#misplaced(call);
    }
  }

  #typeName(operand: BoundOperand): string {
    if (operand.kind !== 'value' || operand.value.type !== 'S') {
      const type = operand.kind === 'value' ? operand.value.type : operand.kind === 'size' ? 'N' : ALL_TYPES;
      throw expressionFault(
        this.#kind,
        `Incorrect operand type for operator or function; operator or function: attribute_type, operand type: ${type}`,
      );
    }
    const type = operand.value.value;
    if (!TYPE_NAMES.includes(type)) {
      throw expressionFault(
        this.#kind,
        `Invalid attribute type name found; type: ${type}, valid types: {${TYPE_NAMES.join(',')}}`,
      );
    }
    return type;
  }
}

/**
 * Fills names and values into a condition.
 * @throws ValidationException for what is missing, or cannot be right whatever the item.
 */
export function bindCondition(
  kind: ExpressionKind,
  syntax: ConditionSyntax,
  placeholders: Placeholders,
): BoundCondition {
  return new ConditionBinder(kind, placeholders).bind(syntax);
}

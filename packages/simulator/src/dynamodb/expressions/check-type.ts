import type { ValueType } from '../values/value.ts';
import { knownType, type BoundOperand } from './bound-condition.ts';
import type { ExpressionKind } from './condition-syntax.ts';
import { expressionFault } from './expression-fault.ts';

/** @throws ValidationException when the type of an operand is known and not among `allowed`. */
export function checkType(
  kind: ExpressionKind,
  operator: string,
  operand: BoundOperand,
  allowed: ReadonlySet<ValueType>,
): void {
  const type = knownType(operand);
  if (type === undefined || allowed.has(type)) return;
  throw expressionFault(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

import { validationException } from '../exceptions.ts';
import type { ValueType } from '../values/value.ts';
import { knownType, pathText, samePath, type BoundOperand } from './bound-condition.ts';
import type { ExpressionKind } from './condition-syntax.ts';

/** What DynamoDB checks of operands before it looks at an item, and how it says so. */

export const expressionFault = (kind: ExpressionKind, what: string): Error =>
  validationException(`Invalid ${kind}: ${what}`);

/** @throws ValidationException when the first operand is a path that stands among the others. */
export function checkDistinct(
  kind: ExpressionKind,
  operator: string,
  first: BoundOperand,
  others: readonly BoundOperand[],
): void {
  if (first.kind !== 'path') return;
  if (!others.some((other) => other.kind === 'path' && samePath(first.path, other.path))) return;
  throw expressionFault(
    kind,
    `The first operand must be distinct from the remaining operands for this operator or function; ` +
      `operator: ${operator}, first operand: ${pathText(first.path)}`,
  );
}

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

/** @throws ValidationException when a function has another number of operands than it takes. */
export function checkCount(kind: ExpressionKind, name: string, count: number, wanted: number): void {
  if (count === wanted) return;
  throw expressionFault(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

export const needsPath = (kind: ExpressionKind, name: string): Error =>
  expressionFault(kind, `Operator or function requires a document path; operator or function: ${name}`);

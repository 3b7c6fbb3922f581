import { pathText, samePath, type BoundOperand } from './bound-condition.ts';
import type { ExpressionKind } from './condition-syntax.ts';
import { expressionFault } from './expression-fault.ts';

/** @throws ValidationException when the first operand is a path that is among the others. */
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

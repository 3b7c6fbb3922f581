import type { ExpressionKind } from './condition-syntax.ts';
import { expressionFault } from './expression-fault.ts';

/** @throws ValidationException when a function has another number of operands than it takes. */
export function checkCount(kind: ExpressionKind, name: string, count: number, wanted: number): void {
  if (count === wanted) return;
  throw expressionFault(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

import { Node, SyntaxKind } from 'ts-morph';
import type { Weakening } from '../mutant.ts';

const always = (to: 'true' | 'false'): Weakening => ({ kind: 'condition', form: 'expression', to });

/**
 * What decides an `if`, a `? :` or a loop is always so, or never. A loop that never ended would show nothing; and of what
 * `&&` and `||` join, each side is taken away by itself.
 */
export function weakenCondition(node: Node): readonly Weakening[] {
  return isJoined(node) ? [] : decided(node);
}

function decided(node: Node): readonly Weakening[] {
  const parent = node.getParent();
  if (parent === undefined) return [];
  if (Node.isIfStatement(parent) && parent.getExpression() === node) return [always('true'), always('false')];
  if (Node.isConditionalExpression(parent) && parent.getCondition() === node)
    return [always('true'), always('false')];
  if (Node.isWhileStatement(parent) && parent.getExpression() === node && !isTrue(node))
    return [always('false')];
  return [];
}

function isJoined(node: Node): boolean {
  if (!Node.isBinaryExpression(node)) return false;
  const operator = node.getOperatorToken().getKind();
  return operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken;
}

function isTrue(node: Node): boolean {
  return node.getKind() === SyntaxKind.TrueKeyword;
}

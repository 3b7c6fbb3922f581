import { Node, SyntaxKind } from 'ts-morph';
import type { Weakening } from '../mutant.ts';

const LOGICAL = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken]);

/** One side of `&&` or `||` decides alone. */
export function weakenOperand(node: Node): readonly Weakening[] {
  if (!Node.isBinaryExpression(node) || !LOGICAL.has(node.getOperatorToken().getKind())) return [];
  return [node.getLeft(), node.getRight()].map((side): Weakening => ({
    kind: 'operand',
    form: 'expression',
    to: side.getText(),
  }));
}

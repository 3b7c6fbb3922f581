import { Node, SyntaxKind } from 'ts-morph';
import type { Weakening } from '../mutant.ts';
import { weakenCondition } from './weaken-condition.ts';

const BOUNDS = new Map<SyntaxKind, string>([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
]);
const EQUALITIES = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.InstanceOfKeyword,
  SyntaxKind.InKeyword,
]);
const LOGICAL = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken]);

/** Where what is compared is a time, no millisecond more or less matters. */
const TIME = /(?:Ms|Seconds)(?:\(\))?$/;

/** A bound is one off; a comparison whose value is used as such always holds, or never. */
export function weakenComparison(node: Node): readonly Weakening[] {
  if (!Node.isBinaryExpression(node)) return [];
  const operator = node.getOperatorToken().getKind();
  const other = BOUNDS.get(operator);
  if (other === undefined && !EQUALITIES.has(operator)) return [];
  const found: Weakening[] = [];
  if (other !== undefined && ![node.getLeft(), node.getRight()].some((side) => TIME.test(side.getText()))) {
    const to = `${node.getLeft().getText()} ${other} ${node.getRight().getText()}`;
    found.push({ kind: 'comparison', form: 'expression', to });
  }
  // A condition as a whole, or an operand of one, is weakened as that.
  if (weakenCondition(node).length === 0 && !isOperand(node))
    for (const to of ['true', 'false']) found.push({ kind: 'comparison', form: 'expression', to });
  return found;
}

function isOperand(node: Node): boolean {
  const parent = node.getParent();
  return Node.isBinaryExpression(parent) && LOGICAL.has(parent.getOperatorToken().getKind());
}

import { Node } from 'ts-morph';
import type { Weakening } from '../mutant.ts';

const BOUNDS = new Set(['Math.max', 'Math.min']);

/** One argument of `Math.max` or `Math.min` is the result. */
export function weakenBound(node: Node): readonly Weakening[] {
  if (!Node.isCallExpression(node) || !BOUNDS.has(node.getExpression().getText())) return [];
  const given = node.getArguments();
  if (given.length < 2 || given.some((argument) => Node.isSpreadElement(argument))) return [];
  return given.map((argument): Weakening => ({
    kind: 'bound',
    form: 'expression',
    to: argument.getText(),
  }));
}

import { Node } from 'ts-morph';
import type { Weakening } from '../mutant.ts';

/** What only tells people something, and what frees memory: the protocol does not rest on it. */
const TELLS = /\b(?:telemetry|metrics?|counters?|log(?:ger)?)\b|\.(?:event|count|observe|unref)\(/i;

/** A call for its effect alone, awaited or not, is left out: a wait, a note, a request. */
export function weakenCall(node: Node): readonly Weakening[] {
  if (!Node.isExpressionStatement(node)) return [];
  const expression = node.getExpression();
  const call = Node.isAwaitExpression(expression) ? expression.getExpression() : expression;
  if (!Node.isCallExpression(call) || call.getExpression().getText() === 'super') return [];
  if (TELLS.test(call.getExpression().getText() + '(')) return [];
  return [{ kind: 'call', form: 'statement', to: '' }];
}

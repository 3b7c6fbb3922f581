import { Node } from 'ts-morph';
import type { Weakening } from '../mutant.ts';
import { splitExpression } from './split-expression.ts';

/** Members of a DynamoDB request without which it is accepted and does something else. */
const MEMBERS = new Set([
  'ConditionExpression',
  'ConsistentRead',
  'ReturnValuesOnConditionCheckFailure',
  'ReturnValues',
  'ExclusiveStartKey',
  'ClientRequestToken',
  'abortSignal',
]);
const PARTS = new Set(['TransactItems']);

/** A member of a request, a part of a transaction, or one operand of a condition in DynamoDB's language is left out. */
export function weakenRequest(node: Node): readonly Weakening[] {
  const leftOut = (form: 'property' | 'element'): Weakening => ({ kind: 'request part', form, to: '' });
  if (Node.isPropertyAssignment(node) || Node.isShorthandPropertyAssignment(node))
    return MEMBERS.has(node.getName()) ? [leftOut('property')] : [];
  const parent = node.getParent();
  if (Node.isArrayLiteralExpression(parent) && !Node.isSpreadElement(node) && isParts(parent))
    return [leftOut('element')];
  if (
    !Node.isStringLiteral(node) &&
    !Node.isNoSubstitutionTemplateLiteral(node) &&
    !Node.isTemplateExpression(node)
  )
    return [];
  if (Node.isImportDeclaration(parent) || Node.isExportDeclaration(parent) || Node.isLiteralTypeNode(parent))
    return [];
  const text = node.getText();
  const quote = text.slice(0, 1);
  return splitExpression(text.slice(1, -1)).map((rest): Weakening => ({
    kind: 'request part',
    form: 'expression',
    to: quote + rest + quote,
  }));
}

function isParts(array: Node): boolean {
  const property = array.getParent();
  return Node.isPropertyAssignment(property) && PARTS.has(property.getName());
}

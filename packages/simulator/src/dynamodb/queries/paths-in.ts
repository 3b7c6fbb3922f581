import type { BoundCondition, BoundOperand, Path } from '../expressions/bound-condition.ts';

function pathsInOperand(operand: BoundOperand): Path[] {
  if (operand.kind === 'path') return [operand.path];
  return operand.kind === 'size' ? pathsInOperand(operand.operand) : [];
}

/** Every document path that a condition looks at. */
export function pathsIn(condition: BoundCondition): Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(condition.left), ...pathsIn(condition.right)];
    case 'not':
      return pathsIn(condition.operand);
    case 'compare':
      return [...pathsInOperand(condition.left), ...pathsInOperand(condition.right)];
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(pathsInOperand);
    case 'in':
      return [condition.operand, ...condition.options].flatMap(pathsInOperand);
    case 'attribute_exists':
    case 'attribute_not_exists':
      return [condition.path];
    case 'attribute_type':
      return pathsInOperand(condition.operand);
    case 'begins_with':
    case 'contains':
      return [condition.operand, condition.part].flatMap(pathsInOperand);
  }
}

import type { Node } from 'ts-morph';
import type { Weakening } from '../mutant.ts';
import { weakenBound } from './weaken-bound.ts';
import { weakenCall } from './weaken-call.ts';
import { weakenComparison } from './weaken-comparison.ts';
import { weakenCondition } from './weaken-condition.ts';
import { weakenOperand } from './weaken-operand.ts';
import { weakenRequest } from './weaken-request.ts';

/** Every way to weaken this node itself; what it contains is weakened on its own. */
export const OPERATORS: readonly ((node: Node) => readonly Weakening[])[] = [
  weakenCondition,
  weakenComparison,
  weakenOperand,
  weakenBound,
  weakenCall,
  weakenRequest,
];

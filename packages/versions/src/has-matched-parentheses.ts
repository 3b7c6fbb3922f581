import { readExpression } from './read-expression.ts';

/**
 * Whether every parenthesis is closed after it was opened: one that is not would end ours, and turn what the caller
 * wrote into a condition that DynamoDB takes. `false` also where it has no token, which DynamoDB refuses.
 */
export function hasMatchedParentheses(condition: string): boolean {
  const depths = depthsOf(condition);
  return depths.at(-1) === 0 && depths.every((depth) => depth >= 0);
}

/** How many parentheses are open after each token. */
export function depthsOf(expression: string): readonly number[] {
  let depth = 0;
  return readExpression(expression).map(({ text }) => {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return depth;
  });
}

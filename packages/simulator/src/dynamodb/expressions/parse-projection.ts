import { ExpressionReader } from './expression-reader.ts';
import type { PathSyntax } from './condition-syntax.ts';

/**
 * Parses a projection into its paths.
 * @throws ValidationException naming the token at fault.
 */
export function parseProjection(text: string): PathSyntax[] {
  const reader = new ExpressionReader('ProjectionExpression', text);
  const paths = [reader.readPath()];
  while (reader.take(',')) paths.push(reader.readPath());
  reader.finish();
  return paths;
}

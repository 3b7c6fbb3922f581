import { validationException } from '../validation-exception.ts';
import type { ExpressionKind } from './condition-syntax.ts';

/** What DynamoDB checks of operands before it looks at an item, and how it says so. */

export const expressionFault = (kind: ExpressionKind, what: string): Error =>
  validationException(`Invalid ${kind}: ${what}`);

export const needsPath = (kind: ExpressionKind, name: string): Error =>
  expressionFault(kind, `Operator or function requires a document path; operator or function: ${name}`);

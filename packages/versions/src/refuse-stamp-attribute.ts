import { VersionsError } from './errors.ts';
import { readExpression } from './read-expression.ts';
import type { LegacyRequest } from './translate-legacy.ts';

/**
 * The stamp attribute is ours alone.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED` where a write names it in an item, an expression or a legacy parameter.
 */
export function refuseStampAttribute(
  attribute: string,
  request: LegacyRequest,
  named: readonly string[] = [],
): void {
  const inNames = Object.values(request.ExpressionAttributeNames ?? {}).includes(attribute);
  const inWords = [request.ConditionExpression, request.UpdateExpression].some(
    (expression) =>
      typeof expression === 'string' &&
      expression.includes(attribute) &&
      readExpression(expression).some(({ kind, text }) => kind === 'word' && text === attribute),
  );
  const inLegacy = [request.Expected, request.AttributeUpdates].some(
    (parameters) => parameters !== undefined && Object.hasOwn(parameters, attribute),
  );
  if (!inNames && !inWords && !inLegacy && !named.includes(attribute)) return;
  throw new VersionsError('UND_VERSIONS_STAMP_RESERVED', {
    what: `A write names the attribute "${attribute}", which carries the items' stamps.`,
    details: { attribute },
  });
}

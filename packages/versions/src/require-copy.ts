import { freshPlaceholders } from './fresh-placeholders.ts';
import { withAdditions } from './with-additions.ts';
import type { ExpressionRequest } from './expression-request.ts';
import type { Item } from './types.ts';
import { type KeyedRequest, keyName } from './stamped.ts';

/**
 * One more condition on a write that was stamped: the item is still the very copy that was read before.
 * Condition: its stamp is that copy's; it has none, as the copy had none; or it is absent, as the copy was.
 */
export function requireCopy<T extends KeyedRequest>(
  request: T,
  copy: Item | undefined,
  attribute: string,
): T & ExpressionRequest {
  const { attribute: stampName, stamp, key } = freshPlaceholders(request);
  const value = copy?.[attribute];
  const name = keyName(request.Key);
  const keyed = name === undefined ? {} : { [key]: name };
  if (copy === undefined) {
    return withAdditions(request, {
      conditions: [`attribute_not_exists(${key})`],
      names: keyed,
      values: {},
    });
  }
  if (value === undefined) {
    return withAdditions(request, {
      conditions: [`attribute_exists(${key}) AND attribute_not_exists(${stampName})`],
      names: { ...keyed, [stampName]: attribute },
      values: {},
    });
  }
  return withAdditions(request, {
    conditions: [`${stampName} = ${stamp}`],
    names: { [stampName]: attribute },
    values: { [stamp]: value },
  });
}

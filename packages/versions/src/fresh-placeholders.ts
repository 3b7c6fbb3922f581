import type { ExpressionRequest } from './expression-request.ts';

/** Placeholders of ours that meet none of the caller's; short, since DynamoDB limits expressions to 4 KB. */
export interface Placeholders {
  readonly attribute: string;
  readonly stamp: string;
  readonly ceiling: string;
  readonly key: string;
}

/** Placeholders that occur neither in the request's expressions nor in its maps. */
export function freshPlaceholders(request: ExpressionRequest): Placeholders {
  const { ConditionExpression: condition, UpdateExpression: update } = request;
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
  if (!condition && !update && !names && !values) return UNCONTESTED;
  const taken = [condition, update, ...Object.keys(names ?? {}), ...Object.keys(values ?? {})].join(' ');
  let prefix = '_';
  for (let tries = 2; taken.includes(`#${prefix}`) || taken.includes(`:${prefix}`); tries += 1)
    prefix = `_${tries}`;
  return prefix === '_' ? UNCONTESTED : placeholdersOf(prefix);
}

function placeholdersOf(prefix: string): Placeholders {
  return {
    attribute: `#${prefix}`,
    stamp: `:${prefix}`,
    ceiling: `:${prefix}c`,
    key: `#${prefix}k`,
  };
}

const UNCONTESTED = placeholdersOf('_');

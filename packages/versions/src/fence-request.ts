import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { nativeStamp } from './native-stamp.ts';
import { epochCeiling } from './encode-version.ts';
import { VersionsError } from './errors.ts';
import { readExpression } from './read-expression.ts';

/** What a native write is stamped with, and fenced by. */
export interface Stamping {
  /** The attribute that carries the stamp. */
  readonly attribute: string;
  /** The stamp's text. */
  readonly stamp: string;
  /** `epochCeiling` of the writer's epoch: an item whose stamp is not below it refuses the write. */
  readonly ceiling: string;
}

export interface StampingParts {
  readonly attribute: string;
  readonly epoch: number;
  readonly writer: string;
  readonly wallMs?: number;
  readonly nonce?: string;
}

/** @throws VersionsError `UND_VERSIONS_VERSION_INVALID`, `UND_VERSIONS_STAMP_INVALID` */
export function nativeStamping({ attribute, epoch, writer, wallMs, nonce }: StampingParts): Stamping {
  return { attribute, stamp: nativeStamp(epoch, writer, wallMs, nonce), ceiling: epochCeiling(epoch) };
}

/** The parts of a write that carry expressions, as every write operation has them. */
export interface ExpressionRequest {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/** Placeholders of ours that meet none of the caller's. */
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
  let prefix = 'understudy';
  for (let tries = 2; taken.includes(prefix); tries += 1) prefix = `understudy${String(tries)}`;
  return placeholdersOf(prefix);
}

function placeholdersOf(prefix: string): Placeholders {
  return {
    attribute: `#${prefix}V`,
    stamp: `:${prefix}Stamp`,
    ceiling: `:${prefix}Ceiling`,
    key: `#${prefix}Key`,
  };
}

const UNCONTESTED = placeholdersOf('understudy');

/** Conditions joined by AND, each in parentheses; `undefined` where there is none. */
export function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length < 2 ? given[0] : given.map(inParentheses).join(' AND ');
}

/** DynamoDB refuses parentheses around what stands in parentheses already. */
function inParentheses(condition: string): string {
  return depthsOf(condition).slice(0, -1).includes(0) ? `(${condition})` : condition;
}

/**
 * Whether every parenthesis is closed after it was opened: one that is not would end ours, and turn what the caller
 * wrote into a condition that DynamoDB takes.
 */
export function hasMatchedParentheses(condition: string): boolean {
  const depths = depthsOf(condition);
  return depths.at(-1) === 0 && depths.every((depth) => depth >= 0);
}

/** How many parentheses are open after each token. */
function depthsOf(expression: string): readonly number[] {
  let depth = 0;
  return readExpression(expression).map(({ text }) => {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return depth;
  });
}

/** The fence (the protocol, "Stamps"). Condition: the item has no stamp, or none of a later epoch. */
export function fenceCondition({ attribute, ceiling }: Placeholders): string {
  return `attribute_not_exists(${attribute}) OR ${attribute} < ${ceiling}`;
}

/** Expressions and values of ours to put on a request. */
export interface Additions {
  readonly conditions: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/** The request with the conditions ANDed to its own, and the placeholders added to its maps. */
export function withAdditions<T extends ExpressionRequest>(
  request: T,
  { conditions, names, values }: Additions,
): T & ExpressionRequest {
  const condition = allOf([...conditions, request.ConditionExpression]);
  const { ExpressionAttributeNames: ownNames, ExpressionAttributeValues: ownValues } = request;
  return {
    ...request,
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...withMap('ExpressionAttributeNames', ownNames, names),
    ...withMap('ExpressionAttributeValues', ownValues, values),
  };
}

function withMap<K extends string, V>(
  member: K,
  own: Readonly<Record<string, V>> | undefined,
  ours: Readonly<Record<string, V>>,
): Partial<Record<K, Record<string, V>>> {
  if (Object.keys(ours).length === 0) return {};
  return { [member]: { ...own, ...ours } } as Partial<Record<K, Record<string, V>>>;
}

/**
 * The stamp attribute is ours alone.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED` where a write names it in an item, an expression or a legacy parameter.
 */
export function refuseStampAttribute(
  attribute: string,
  request: ExpressionRequest,
  named: readonly string[] = [],
): void {
  const inNames = Object.values(request.ExpressionAttributeNames ?? {}).includes(attribute);
  const inWords = [request.ConditionExpression, request.UpdateExpression].some(
    (expression) =>
      typeof expression === 'string' &&
      expression.includes(attribute) &&
      readExpression(expression).some(({ kind, text }) => kind === 'word' && text === attribute),
  );
  if (!inNames && !inWords && !named.includes(attribute)) return;
  throw new VersionsError('UND_VERSIONS_STAMP_RESERVED', {
    what: `A write names the attribute "${attribute}", which carries the items' stamps.`,
    details: { attribute },
  });
}

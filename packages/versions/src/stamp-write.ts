import type { AttributeValue, ReturnValuesOnConditionCheckFailure } from '@aws-sdk/client-dynamodb';
import {
  fenceCondition,
  freshPlaceholders,
  hasMatchedParentheses,
  refuseStampAttribute,
  withAdditions,
  type ExpressionRequest,
  type Placeholders,
  type Stamping,
} from './fence-request.ts';
import { readUpdate } from './read-expression.ts';
import { mixesLegacy, translateLegacy, type LegacyRequest } from './translate-legacy.ts';
import type { Item } from './types.ts';

/** The parts of a write that these functions look at: inputs of the operations and parts of a transaction alike. */
export interface ConditionalRequest extends LegacyRequest {
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}
export interface PutRequest extends ConditionalRequest {
  readonly Item?: Record<string, AttributeValue> | undefined;
}
export interface KeyedRequest extends ConditionalRequest {
  readonly Key?: Record<string, AttributeValue> | undefined;
}

/** A write with stamp and fence on it. Every one asks for the old item on refusal: that tells who refused. */
export interface Stamped<T> {
  readonly request: T & ConditionalRequest;
  /** Whether the caller asked for the old item on refusal; where not, it is kept from the caller. */
  readonly asksOld: boolean;
  /** Whether the caller made a condition. */
  readonly conditional: boolean;
}

/**
 * Puts the stamp on a PutItem or a transaction's Put.
 * Condition: the item has no stamp of a later epoch, and the caller's own.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`
 */
export function stampPut<T extends PutRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  if (isRefusedAnyway(input)) return unchanged(input);
  const request = translateLegacy(input);
  refuseStampAttribute(stamping.attribute, request, Object.keys(request.Item ?? {}));
  const item = request.Item && { ...request.Item, [stamping.attribute]: { S: stamping.stamp } };
  return fenced(item === undefined ? request : { ...request, Item: item }, stamping);
}

/**
 * Puts the fence on a DeleteItem, or a transaction's Delete or ConditionCheck; they carry no stamp.
 * Condition: as stampPut.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`
 */
export function fenceKeyed<T extends KeyedRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  if (isRefusedAnyway(input)) return unchanged(input);
  const request = translateLegacy(input);
  refuseStampAttribute(stamping.attribute, request);
  return fenced(request, stamping);
}

export interface StampedUpdate<T> extends Stamped<T> {
  /**
   * Only REMOVE and DELETE clauses: DynamoDB makes no item of such an update where none is, while the stamp's SET
   * would. So it carries the further condition that the item exists; where that fails, `absent` is what is left to do.
   */
  readonly removesOnly: boolean;
}

/**
 * Puts the stamp on an UpdateItem or a transaction's Update: one more assignment.
 * Condition: as stampPut; and where the update only removes, that the item exists.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`
 */
export function stampUpdate<T extends KeyedRequest>(input: T, stamping: Stamping): StampedUpdate<T> {
  if (isRefusedAnyway(input)) return { ...unchanged(input), removesOnly: false };
  const request = translateLegacy(input);
  refuseStampAttribute(stamping.attribute, request);
  const placeholders = freshPlaceholders(request);
  const clauses = readUpdate(request.UpdateExpression ?? '');
  const removesOnly =
    clauses.length > 0 && clauses.every(({ clause }) => clause === 'REMOVE' || clause === 'DELETE');
  const assigned = {
    ...request,
    UpdateExpression: assignStamp(request.UpdateExpression, placeholders),
  };
  const name = keyName(request.Key);
  const mustExist = removesOnly && name !== undefined;
  return {
    ...fenced(assigned, stamping, {
      placeholders,
      conditions: mustExist ? [`attribute_exists(${placeholders.key})`] : [],
      names: mustExist ? { [placeholders.key]: name } : {},
      values: { [placeholders.stamp]: { S: stamping.stamp } },
    }),
    removesOnly: mustExist,
  };
}

/** What is left of an update that only removes where the item is absent. */
export interface AbsentCheck {
  readonly TableName: string | undefined;
  readonly Key: Record<string, AttributeValue> | undefined;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD';
}

/**
 * A ConditionCheck in the place of an update that only removes.
 * Condition: the item is absent still, and the caller's own.
 * @throws VersionsError `UND_VERSIONS_LEGACY_INVALID`
 */
export function checkAbsent(input: KeyedRequest & { readonly TableName?: string | undefined }): AbsentCheck {
  const { TableName, Key, ...update } = translateLegacy(input);
  const { UpdateExpression: _update, ...condition } = update;
  const { key } = freshPlaceholders(update);
  const used = usedPlaceholders(condition);
  const {
    ConditionExpression = '',
    ExpressionAttributeNames = {},
    ...rest
  } = withAdditions(used, {
    conditions: [`attribute_not_exists(${key})`],
    names: { [key]: keyName(Key) ?? '' },
    values: {},
  });
  return {
    TableName,
    Key,
    ConditionExpression,
    ExpressionAttributeNames,
    ...(rest.ExpressionAttributeValues === undefined
      ? {}
      : { ExpressionAttributeValues: rest.ExpressionAttributeValues }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

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

/**
 * Where nothing is updated, DynamoDB and SDKs look past an update: it must not make a write seem one that is refused
 * anyway, which would go out without a stamp.
 */
function withoutUpdate<T extends ConditionalRequest>(request: T): T {
  if (!('UpdateExpression' in request) && !('AttributeUpdates' in request)) return request;
  const { UpdateExpression: _expression, AttributeUpdates: _updates, ...own } = request as T & Updating;
  return own as unknown as T;
}

interface Updating {
  readonly UpdateExpression?: unknown;
  readonly AttributeUpdates?: unknown;
}

/** What DynamoDB surely refuses goes out as it is, so that the caller reads DynamoDB's own words. */
function isRefusedAnyway(request: ConditionalRequest): boolean {
  const expressions: unknown[] = [request.ConditionExpression, request.UpdateExpression];
  const maps = [request.ExpressionAttributeNames, request.ExpressionAttributeValues];
  const returns: string = request.ReturnValuesOnConditionCheckFailure ?? 'NONE';
  return (
    mixesLegacy(request) ||
    (returns !== 'NONE' && returns !== 'ALL_OLD') ||
    maps.some((map) => map !== undefined && Object.keys(map).length === 0) ||
    expressions.some((text) => text !== undefined && (typeof text !== 'string' || text.trim() === '')) ||
    (request.ConditionExpression !== undefined && !hasMatchedParentheses(request.ConditionExpression))
  );
}

function unchanged<T extends ConditionalRequest>(request: T): Stamped<T> {
  return { request, asksOld: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD', conditional: true };
}

interface FenceExtras {
  readonly placeholders: Placeholders;
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

function fenced<T extends ConditionalRequest>(
  request: T,
  stamping: Stamping,
  extras?: FenceExtras,
): Stamped<T> {
  const placeholders = extras?.placeholders ?? freshPlaceholders(request);
  return {
    request: {
      ...withAdditions(request, {
        conditions: [...(extras?.conditions ?? []), fenceCondition(placeholders)],
        names: { [placeholders.attribute]: stamping.attribute, ...extras?.names },
        values: { [placeholders.ceiling]: { S: stamping.ceiling }, ...extras?.values },
      }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
    asksOld: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    conditional: request.ConditionExpression !== undefined,
  };
}

function assignStamp(expression: string | undefined, { attribute, stamp }: Placeholders): string {
  const assignment = `${attribute} = ${stamp}`;
  if (expression === undefined) return `SET ${assignment}`;
  const set = readUpdate(expression).find(({ clause }) => clause === 'SET');
  if (set === undefined) return `SET ${assignment} ${expression}`;
  const { end } = set.keyword;
  return `${expression.slice(0, end)} ${assignment},${expression.slice(end)}`;
}

/** The request without the names and values that its condition does not use: DynamoDB refuses what is left over. */
function usedPlaceholders(request: ExpressionRequest): ExpressionRequest {
  const used = new Set((request.ConditionExpression ?? '').match(/[#:][A-Za-z0-9_]+/g) ?? []);
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = request;
  const kept = Object.entries(values).filter(([placeholder]) => used.has(placeholder));
  return {
    ...(request.ConditionExpression === undefined
      ? {}
      : { ConditionExpression: request.ConditionExpression }),
    ExpressionAttributeNames: Object.fromEntries(
      Object.entries(names).filter(([placeholder]) => used.has(placeholder)),
    ),
    ...(kept.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(kept) }),
  };
}

function keyName(key: Readonly<Record<string, AttributeValue>> | undefined): string | undefined {
  return Object.keys(key ?? {})[0];
}

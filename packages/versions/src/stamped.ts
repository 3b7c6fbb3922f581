import type { AttributeValue, ReturnValuesOnConditionCheckFailure } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import { fenceCondition } from './fence-condition.ts';
import { freshPlaceholders, type Placeholders } from './fresh-placeholders.ts';
import { hasMatchedParentheses } from './has-matched-parentheses.ts';
import { withAdditions } from './with-additions.ts';
import type { Stamping } from './native-stamping.ts';
import { mixesLegacy, translateLegacy, type LegacyRequest } from './translate-legacy.ts';

/** The parts of a write that these functions look at: inputs of the operations and parts of a transaction alike. */
export interface ConditionalRequest extends LegacyRequest {
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
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
  /** It can't be stamped, since DynamoDB refuses it as it is: `request` was made void, to be refused in DynamoDB's words. */
  readonly isVoid: boolean;
}

/**
 * Where nothing is updated, DynamoDB and SDKs look past an update: it must not make a write seem one that is refused
 * anyway.
 */
export function withoutUpdate<T extends ConditionalRequest>(request: T): T {
  if (!('UpdateExpression' in request) && !('AttributeUpdates' in request)) return request;
  const { UpdateExpression: _expression, AttributeUpdates: _updates, ...own } = request as T & Updating;
  return own as unknown as T;
}

interface Updating {
  readonly UpdateExpression?: unknown;
  readonly AttributeUpdates?: unknown;
}

/** The write in expressions; `undefined` where DynamoDB refuses it as it is, or where it can't be translated. */
export function inExpressions<T extends ConditionalRequest>(request: T): T | undefined {
  if (isRefusedAnyway(request)) return undefined;
  try {
    return translateLegacy(request);
  } catch (error) {
    if (isUnderstudyError(error, 'UND_VERSIONS_LEGACY_INVALID')) return undefined;
    throw error;
  }
}

/** Additions would make something else of such a request, even something that DynamoDB takes. */
function isRefusedAnyway(request: ConditionalRequest): boolean {
  const { ConditionExpression: condition, UpdateExpression: update } = request;
  const maps = [request.ExpressionAttributeNames, request.ExpressionAttributeValues];
  const returns: string = request.ReturnValuesOnConditionCheckFailure ?? 'NONE';
  return (
    mixesLegacy(request) ||
    (returns !== 'NONE' && returns !== 'ALL_OLD') ||
    maps.some((map) => map !== undefined && Object.keys(map).length === 0) ||
    (condition !== undefined && !hasMatchedParentheses(condition)) ||
    (update !== undefined && !BEGINS_WITH_CLAUSE.test(update))
  );
}

/** What follows our SET would otherwise be read as its next assignment. */
const BEGINS_WITH_CLAUSE = /^\s*(?:SET|REMOVE|ADD|DELETE)\b/i;

export function voided<T extends ConditionalRequest>(request: T): Stamped<T> {
  const asksOld = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  return { request, asksOld, conditional: true, isVoid: true };
}

interface FenceExtras {
  readonly placeholders: Placeholders;
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

export function fenced<T extends ConditionalRequest>(
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
    isVoid: false,
  };
}

export function keyName(key: Readonly<Record<string, AttributeValue>> | undefined): string | undefined {
  return Object.keys(key ?? {})[0];
}

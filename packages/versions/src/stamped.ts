import type { AttributeValue, ReturnValuesOnConditionCheckFailure } from '@aws-sdk/client-dynamodb';
import { fenceCondition } from './fence-condition.ts';
import { freshPlaceholders, type Placeholders } from './fresh-placeholders.ts';
import { hasMatchedParentheses } from './has-matched-parentheses.ts';
import { withAdditions } from './with-additions.ts';
import type { Stamping } from './native-stamping.ts';
import { mixesLegacy, type LegacyRequest } from './translate-legacy.ts';

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
}

/**
 * Where nothing is updated, DynamoDB and SDKs look past an update: it must not make a write seem one that is refused
 * anyway, which would go out without a stamp.
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

/** What DynamoDB certainly refuses is sent unchanged, so that the caller receives DynamoDB's own message. */
export function isRefusedAnyway(request: ConditionalRequest): boolean {
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

export function unchanged<T extends ConditionalRequest>(request: T): Stamped<T> {
  return { request, asksOld: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD', conditional: true };
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
  };
}

export function keyName(key: Readonly<Record<string, AttributeValue>> | undefined): string | undefined {
  return Object.keys(key ?? {})[0];
}

import type { AttributeValue, BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import { VersionsError } from './errors.ts';
import type { Stamping } from './native-stamping.ts';
import { tableNameOf } from './table-name-of.ts';

/** The most requests that DynamoDB takes in one BatchWriteItem. */
export const MOST_BATCH_REQUESTS = 25;

/** One request of a batch that is sent as a separate write. */
export interface SingleWrite {
  /** The table as the caller named it. */
  readonly table: string;
  readonly request: WriteRequest;
  readonly write:
    | {
        readonly operation: 'PutItem';
        readonly input: { TableName: string; Item: Record<string, AttributeValue> };
      }
    | {
        readonly operation: 'DeleteItem';
        readonly input: { TableName: string; Key: Record<string, AttributeValue> };
      };
}

export interface SplitBatch {
  readonly singles: readonly SingleWrite[];
  /** What may go as a batch still; `undefined` where nothing is left. */
  readonly rest: BatchWriteItemInput | undefined;
}

export interface SplitOptions {
  /** Whether a request must be sent as a separate write. */
  readonly isSingle: (table: string, request: WriteRequest) => boolean;
}

/** Takes the requests out of a batch that must be single conditional writes, since a batch takes no conditions. */
export function splitBatch(input: BatchWriteItemInput, { isSingle }: SplitOptions): SplitBatch {
  const singles: SingleWrite[] = [];
  const rest: Record<string, WriteRequest[]> = {};
  for (const [table, requests] of Object.entries(input.RequestItems ?? {})) {
    for (const request of requests) {
      const write = isSingle(tableNameOf(table), request) ? singleWrite(table, request) : undefined;
      if (write !== undefined) singles.push({ table, request, write });
      else (rest[table] ??= []).push(request);
    }
  }
  return {
    singles,
    rest: Object.keys(rest).length === 0 ? undefined : { ...input, RequestItems: rest },
  };
}

function singleWrite(
  table: string,
  { PutRequest: put, DeleteRequest: remove }: WriteRequest,
): SingleWrite['write'] | undefined {
  if (put?.Item !== undefined) return { operation: 'PutItem', input: { TableName: table, Item: put.Item } };
  if (remove?.Key !== undefined)
    return { operation: 'DeleteItem', input: { TableName: table, Key: remove.Key } };
  return undefined;
}

/**
 * Puts the stamp on the puts of a batch that stays one, without a fence.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function stampBatch(
  input: BatchWriteItemInput,
  { attribute, stamp, isStamped }: Stamping & { readonly isStamped: (table: string) => boolean },
): BatchWriteItemInput {
  const tables = Object.entries(input.RequestItems ?? {}).map(([table, requests]) => {
    if (!isStamped(tableNameOf(table))) return [table, requests] as const;
    return [table, requests.map((request) => stampRequest(request, attribute, stamp))] as const;
  });
  return { ...input, RequestItems: Object.fromEntries(tables) };
}

function stampRequest(request: WriteRequest, attribute: string, stamp: string): WriteRequest {
  const item = request.PutRequest?.Item;
  if (item === undefined) return request;
  if (Object.hasOwn(item, attribute)) {
    throw new VersionsError('UND_VERSIONS_STAMP_RESERVED', {
      what: `A write names the attribute "${attribute}", which carries the items' stamps.`,
      details: { attribute },
    });
  }
  return { ...request, PutRequest: { ...request.PutRequest, Item: { ...item, [attribute]: { S: stamp } } } };
}

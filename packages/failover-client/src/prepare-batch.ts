import type { BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import { stampBatch, stripItem, tableNameOf } from '@understudy/versions';
import { prepareUnstampedWrite } from './prepare-unstamped-write.ts';
import type { PreparedWrite } from './prepared-write.ts';
import type { WriteContext } from './write-context.ts';

/** A batch holds deletes that must leave tombstones, which only single ones do. */
export class BatchMustSplit extends Error {
  override readonly name = 'BatchMustSplit';
}

/**
 * A batch that stays one: its puts are stamped, but not fenced.
 * @throws BatchMustSplit while a region is merging and the batch deletes from a stamped table; VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function prepareBatch(input: BatchWriteItemInput, context: WriteContext): PreparedWrite {
  const { stamping, isStamped, tombstones } = context;
  const deletes = Object.entries(input.RequestItems ?? {}).some(
    ([table, requests]) =>
      isStamped(tableNameOf(table)) && requests.some(({ DeleteRequest }) => DeleteRequest !== undefined),
  );
  if (tombstones !== undefined && deletes) throw new BatchMustSplit('Its deletes leave tombstones.');
  return {
    ...prepareUnstampedWrite({
      operation: 'BatchWriteItem',
      input: stampBatch(input, { ...stamping, isStamped }),
    }),
    toAnswer: (output) => withoutStamps(output, context),
  };
}

/** What is left unprocessed goes back as it came, so that it can be sent again. */
function withoutStamps(output: object, { stamping, isStamped }: WriteContext): object {
  const { UnprocessedItems: tables } = output as { UnprocessedItems?: Record<string, WriteRequest[]> };
  if (tables === undefined) return output;
  const bare = Object.entries(tables).map(([table, requests]) => {
    if (!isStamped(tableNameOf(table))) return [table, requests] as const;
    return [table, requests.map((request) => withoutStamp(request, stamping.attribute))] as const;
  });
  return { ...output, UnprocessedItems: Object.fromEntries(bare) };
}

function withoutStamp(request: WriteRequest, attribute: string): WriteRequest {
  const { PutRequest: put } = request;
  if (put?.Item === undefined) return request;
  return { ...request, PutRequest: { ...put, Item: stripItem(put.Item, attribute) } };
}

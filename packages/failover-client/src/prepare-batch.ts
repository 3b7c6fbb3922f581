import type { BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import { stampBatch, stripItem, tableNameOf } from '@understudy/versions';
import { readUnstampedRefusal } from './prepare-unstamped-write.ts';
import type { OutgoingWrite } from './prepared-write.ts';
import type { Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';
import type { WriteRefusal } from './write-refusal.ts';

/** A batch deletes from a stamped table while a region is merging: only single deletes leave tombstones. */
export class BatchMustSplit extends Error {
  override readonly name = 'BatchMustSplit';
}

/**
 * A BatchWriteItem that stays one request: its puts are stamped, but not fenced.
 * @throws BatchMustSplit; VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function prepareBatch(input: BatchWriteItemInput, context: WriteContext): OutgoingWrite {
  const { isStamped, tombstones } = context;
  const hasDeletes = Object.entries(input.RequestItems ?? {}).some(
    ([table, requests]) =>
      isStamped(tableNameOf(table)) && requests.some(({ DeleteRequest }) => DeleteRequest !== undefined),
  );
  if (tombstones !== undefined && hasDeletes) throw new BatchMustSplit('Its deletes leave tombstones.');
  return new StampedBatch(input, context);
}

class StampedBatch implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = true;
  /** Its puts have no expressions, so a refusal speaks of the caller's items. */
  readonly isStamped = false;
  readonly request: WireRequest;
  readonly #context: WriteContext;

  constructor(input: BatchWriteItemInput, context: WriteContext) {
    const { stamping, isStamped } = context;
    this.request = { operation: 'BatchWriteItem', input: stampBatch(input, { ...stamping, isStamped }) };
    this.#context = context;
  }

  repeatable(): Repeatable {
    return 'anywhere';
  }

  /** Unprocessed requests are returned as the caller made them, so that they can be sent again. */
  answerOf(output: object): object {
    const { UnprocessedItems: tables } = output as { UnprocessedItems?: Record<string, WriteRequest[]> };
    if (tables === undefined) return output;
    const { stamping, isStamped } = this.#context;
    const unstamped = Object.entries(tables).map(([table, requests]) => {
      if (!isStamped(tableNameOf(table))) return [table, requests] as const;
      return [table, requests.map((request) => withoutStamp(request, stamping.attribute))] as const;
    });
    return { ...output, UnprocessedItems: Object.fromEntries(unstamped) };
  }

  readRefusal(error: Error): WriteRefusal {
    return readUnstampedRefusal(error);
  }
}

function withoutStamp(request: WriteRequest, attribute: string): WriteRequest {
  const { PutRequest: put } = request;
  if (put?.Item === undefined) return request;
  return { ...request, PutRequest: { ...put, Item: stripItem(put.Item, attribute) } };
}

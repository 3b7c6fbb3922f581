import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import type { Item } from '@understudy/versions';
import type { CopyContext } from './copy-context.ts';
import { addCounts, NO_COUNTS } from './add-counts.ts';
import { decideCopy, keyOf } from './decide-copy.ts';
import { sizeOf } from './size-of.ts';
import { repeatRequest } from './repeat-request.ts';
import type { CopySender } from './copy-sender.ts';
import type { Copy, CopyCounts, ScanKey, SegmentProgress } from './types.ts';

export interface ScannedPage {
  readonly items: readonly Item[];
  /** Not given at the segment's end. */
  readonly next: ScanKey | undefined;
}

/** A strongly consistent scan consumes one unit for each 4 KB. */
const READ_UNIT_BYTES = 4_096;

/**
 * Copies one segment from where it was left. The next page is read while one is written; a page counts only when
 * every item of it is decided.
 * @throws what a person has to mend, and the signal's reason
 */
export async function copySegment(
  from: SegmentProgress,
  segments: number,
  sender: CopySender,
  context: CopyContext,
  onPage: (progress: SegmentProgress, page: CopyCounts) => void,
): Promise<void> {
  let { counts } = from;
  let reading: Promise<ScannedPage> | undefined = readPage(from.segment, segments, from.after, context);
  while (reading !== undefined) {
    const { items, next }: ScannedPage = await reading;
    reading = next === undefined ? undefined : readPage(from.segment, segments, next, context);
    // Its failure is met where it is awaited.
    reading?.catch(() => {});
    const page = await copyPage(items, sender, context);
    counts = addCounts(counts, page);
    onPage(
      {
        segment: from.segment,
        finished: next === undefined,
        counts,
        ...(next === undefined ? {} : { after: next }),
      },
      page,
    );
  }
}

/**
 * Strongly consistent: an item that was deleted before the place in the stream was noted must not be seen any more,
 * since nothing would delete its copy.
 */
export async function readPage(
  segment: number,
  segments: number,
  after: ScanKey | undefined,
  context: CopyContext,
): Promise<ScannedPage> {
  const { reads, readLimit, table, options, signal } = context;
  await readLimit.room(signal);
  const { Items, LastEvaluatedKey, ConsumedCapacity } = await repeatRequest(
    () =>
      reads.send(
        new ScanCommand({
          TableName: table.name,
          Segment: segment,
          TotalSegments: segments,
          ConsistentRead: true,
          Limit: options.pageItems,
          ...(readLimit.limited ? { ReturnConsumedCapacity: 'TOTAL' } : {}),
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      ),
    context,
  );
  const items = Items ?? [];
  readLimit.take(ConsumedCapacity?.CapacityUnits ?? readUnitsOf(items));
  return { items, next: LastEvaluatedKey };
}

function readUnitsOf(items: readonly Item[]): number {
  return Math.ceil(items.reduce((sum, item) => sum + sizeOf(item), 0) / READ_UNIT_BYTES);
}

async function copyPage(
  items: readonly Item[],
  sender: CopySender,
  context: CopyContext,
): Promise<CopyCounts> {
  const copies: Copy[] = [];
  const counts = { ...NO_COUNTS, scanned: items.length };
  for (const item of items) {
    const copy = decide(item, context);
    if (copy === 'leaving') counts.leaving += 1;
    else if (copy === undefined) counts.failed += 1;
    else copies.push(copy);
  }
  for (const sent of await sender.send(copies)) counts[sent] += 1;
  return counts;
}

function decide(item: Item, context: CopyContext): Copy | 'leaving' | undefined {
  try {
    return decideCopy(item, context);
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    context.onFailed({ key: keyOf(item, context.table.keys), cause: error.message });
    return undefined;
  }
}

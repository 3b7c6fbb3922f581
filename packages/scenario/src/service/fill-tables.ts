import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CITIES } from './tables.ts';
import { ScenarioError } from '../errors.ts';
import type { Content } from '../journal/types.ts';

const BATCH = 25;
/** Batches under way at a time, to one region. */
const IN_FLIGHT = 4;
const MOST_ATTEMPTS = 10;

export interface FillOptions {
  /** One client for each region; they know each other as little as the regions do. */
  readonly clients: readonly Pick<DynamoDBDocumentClient, 'send'>[];
  readonly contents: Iterable<Content>;
  /** The stamp attribute and what it says: that the items were there before Understudy. */
  readonly stamp: Content;
  /** How many items lie in all regions by now. */
  readonly onProgress?: (items: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Puts the same items into the same table of every region, side by side, as a backfill leaves them.
 * @throws ScenarioError `UND_SCENARIO_LOAD_FAILED`, and the signal's reason
 */
export async function fillTables(options: FillOptions): Promise<void> {
  const { clients, contents, stamp, onProgress, signal } = options;
  const items = contents[Symbol.iterator]();
  let filled = 0;
  const worker = async () => {
    for (let batch = take(items, BATCH); batch.length > 0; batch = take(items, BATCH)) {
      signal?.throwIfAborted();
      const stamped = batch.map((content) => ({ ...content, ...stamp }));
      await Promise.all(clients.map((client) => putAll(client, stamped)));
      filled += batch.length;
      onProgress?.(filled);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

function take(items: Iterator<Content>, most: number): readonly Content[] {
  const taken: Content[] = [];
  while (taken.length < most) {
    const next = items.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** What a batch leaves undone is sent again. */
async function putAll(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  items: readonly Content[],
): Promise<void> {
  let requests: { PutRequest: { Item: Content } }[] = items.map((Item) => ({ PutRequest: { Item } }));
  let cause: unknown;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    try {
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [CITIES]: requests } }),
      );
      requests = (UnprocessedItems?.[CITIES] ?? []) as typeof requests;
      if (requests.length === 0) return;
    } catch (error) {
      cause = error;
    }
  }
  throw new ScenarioError('UND_SCENARIO_LOAD_FAILED', {
    what: `${String(requests.length)} of ${String(items.length)} cities of a batch were not taken.`,
    cause,
  });
}

import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keyText, TABLES, type TableName } from '../service/tables.ts';
import type { Content } from '../journal/types.ts';

/** Parts of a table that are read side by side. */
const SEGMENTS = 4;

export interface ReadOptions {
  /** Straight to the region, past the failover client. */
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  /** The attribute that is no content. */
  readonly stampAttribute: string;
}

/** Every item of the application in one region, by key, without its stamp. */
export async function readRegion(options: ReadOptions): Promise<ReadonlyMap<string, Content>> {
  const items = new Map<string, Content>();
  const segments = TABLES.flatMap((table) =>
    Array.from({ length: SEGMENTS }, (_, segment) => ({ table, segment })),
  );
  await Promise.all(segments.map(({ table, segment }) => readSegment(options, table, segment, items)));
  return items;
}

async function readSegment(
  { client, stampAttribute }: ReadOptions,
  table: TableName,
  segment: number,
  items: Map<string, Content>,
): Promise<void> {
  let next: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: SEGMENTS,
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    );
    for (const item of page.Items ?? []) {
      const { [stampAttribute]: _, ...content } = item;
      items.set(keyText(table, content), content);
    }
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
}

import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface ScanTableOptions {
  /** Sends to one region, past the failover client. */
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  /** Parts that are read side by side: 4 unless given. */
  readonly segments?: number;
  readonly signal?: AbortSignal;
}

/** An item as the document client gives it. */
export type SeenItem = Readonly<Record<string, unknown>>;

/**
 * Reads every item of a table with consistent reads. An item that is written meanwhile is seen as before or as after.
 * @param onPage called with each page as it comes, in no order
 * @throws the SDK's error
 */
export async function scanTable(
  { client, table, segments = 4, signal }: ScanTableOptions,
  onPage: (items: readonly SeenItem[]) => void,
): Promise<void> {
  const readSegment = async (segment: number) => {
    let from: Record<string, unknown> | undefined;
    do {
      const command = new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        ...(from !== undefined && { ExclusiveStartKey: from }),
      });
      const page = await client.send(command, signal === undefined ? {} : { abortSignal: signal });
      onPage(page.Items ?? []);
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(segment)));
}

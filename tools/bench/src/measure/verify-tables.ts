import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { defaultVerifyOptions, verifyTable } from '@understudy/verifier';
import { processGauges } from '../meter.ts';
import { tableClient } from '../table-client.ts';
import type { Metered, VerifyTask } from '../types.ts';

/**
 * The verifier, or the limit of it: the same scans of both regions in as many segments, whose items are ignored.
 * One whole pass comes first, uncounted.
 */
export async function verifyTables(task: VerifyTask): Promise<Metered> {
  const clients = [tableClient(task.left), tableClient(task.right)] as const;
  const pass = task.side === 'ours' ? () => compare(task, clients) : () => scan(task, clients);
  await pass();
  const [fromMs, fromUs] = [processGauges.nowMs(), processGauges.cpuUs()];
  const count = await pass();
  const metered = {
    count,
    elapsedMs: processGauges.nowMs() - fromMs,
    cpuUs: processGauges.cpuUs() - fromUs,
  };
  for (const client of clients) client.destroy();
  if (count !== task.items * 2) throw new Error(`It read ${count} items of ${task.items * 2}.`);
  return metered;
}

type Clients = readonly [DynamoDBClient, DynamoDBClient];

async function compare({ left, right, table }: VerifyTask, clients: Clients): Promise<number> {
  const report = await verifyTable({
    regions: [
      { name: left.region, client: clients[0] },
      { name: right.region, client: clients[1] },
    ],
    table: { name: table, writes: 'stamped' },
  });
  if (report.different + report.unsettled + report.lookedAgain > 0)
    throw new Error('The tables are not the same.');
  return report.items[0] + report.items[1];
}

async function scan({ table }: VerifyTask, clients: Clients): Promise<number> {
  const total = defaultVerifyOptions.segments;
  const segments = Array.from({ length: total }, (_none, segment) => segment);
  const counts = await Promise.all(
    clients.flatMap((client) => segments.map((segment) => scanSegment(client, table, segment, total))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function scanSegment(
  client: DynamoDBClient,
  table: string,
  segment: number,
  total: number,
): Promise<number> {
  let count = 0;
  let from: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        Segment: segment,
        TotalSegments: total,
        ReturnConsumedCapacity: 'TOTAL',
        ExclusiveStartKey: from,
      }),
    );
    count += page.Items?.length ?? 0;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return count;
}
